// Programs that tests use: a real Redis, a real browser, curl for the documented examples, and bwrap for the decoder's box.
import { onPath } from './install-words.js';
import { apt, aptOptions } from './system-packages.js';

/** Each with the package that has it. */
const programs = {
  'redis-server': 'redis-server',
  chromium: 'chromium',
  curl: 'curl',
  bwrap: 'bubblewrap',
};

const missingPackages = () =>
  Object.keys(programs).flatMap((program) => (onPath(program) ? [] : [programs[program]]));

/** As root on Debian installs what is missing, else ends the program with the command to run. */
export function requireTestPrograms() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (onPath('apt-get') && process.getuid?.() === 0) {
    console.log(`Installing programs that the tests need: ${names} …`);
    if (apt(['update', '-q']) && apt(['install', ...aptOptions, ...missing])) return;
  }
  console.error(
    `The tests need ${names}. Run this, then try again:\n  sudo apt-get install -y --no-install-recommends ${names}`,
  );
  process.exit(1);
}
