// Programs that the tests of the service use: a real Redis, a real browser, and curl for the documented examples.
import { onPath } from './install-words.js';
import { apt, aptOptions } from './system-packages.js';

const programs = ['redis-server', 'chromium', 'curl'];

const missingPrograms = () => programs.filter((program) => !onPath(program));

/** As root on Debian installs what is missing, else ends the program with the command to run. */
export function requireTestPrograms() {
  const missing = missingPrograms();
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
