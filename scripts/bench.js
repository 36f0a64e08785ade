// npm run bench -- NAME [words]: one of the programs in bench/. Without a name it says which there are.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

/** @typedef {{ readonly file: string, readonly about: string, readonly needsDisplay?: true }} Bench */

/** @type {Readonly<Record<string, Bench>>} */
const benches = {
  box: { file: 'box.ts', about: 'what the decoder’s box costs tiny pictures' },
  colours: { file: 'colours.ts', about: 'what a picture costs by the colours of its source' },
  compare: {
    file: 'compare.ts',
    about: 'how soon two pictures are compared at full size',
    needsDisplay: true,
  },
  decoders: {
    file: 'decoders.ts',
    about: 'processor time of the decoders against native programs’',
  },
  engine: { file: 'queue.ts', about: 'the whole engine against sharp alone: tiny, photo, mixed' },
  estimate: { file: 'estimate.ts', about: 'how far off the sizes of a plan are' },
  farm: { file: 'farm.ts', about: 'a service with 1, 2 and 4 workers, or beside Celery' },
  'first-rows': { file: 'first-rows.ts', about: 'opening a service’s page with 10,000 tasks' },
  history: { file: 'history.ts', about: 'opening, searching and clearing a history of a million' },
  hostile: { file: 'hostile.ts', about: 'memory of a service while clients do their worst' },
  'large-folder': {
    file: 'large-folder.ts',
    about: 'how long 100,000 files hold up the main thread',
  },
  million: { file: 'million.ts', about: 'one drop of a million: memory, gaps, cost of a task' },
  outputs: { file: 'outputs.ts', about: 'six outputs in one task against six runs' },
  scroll: {
    file: 'scroll.ts',
    about: 'frames and memory of the window with 100,000 tasks',
    needsDisplay: true,
  },
  'second-run': { file: 'second-run.ts', about: 'a second run over 100,000 unchanged files' },
  start: { file: 'start.ts', about: 'the window’s start against an empty one', needsDisplay: true },
  terminal: { file: 'terminal.ts', about: 'the terminal’s command against other programs’' },
  ui: { file: 'ui.ts', about: 'memory and frames while 2,000 files are made', needsDisplay: true },
  worker: { file: 'worker.ts', about: 'what one picture costs a worker' },
};

function listBenches() {
  const width = Math.max(...Object.keys(benches).map(({ length }) => length));
  const lines = Object.entries(benches).map(
    ([name, { about }]) => `  ${name.padEnd(width)}  ${about}`,
  );
  console.log(`npm run bench -- NAME [words]\n\n${lines.join('\n')}`);
}

/** @param {Bench} bench @param {readonly string[]} words */
async function run({ file, needsDisplay }, words) {
  const program = [join(root, 'bench', file), ...words];
  if (needsDisplay) return runOnDisplay(program, { isMeasured: true });
  const options = { env: toolEnvironment(), stdio: /** @type {const} */ ('inherit') };
  return spawnSync(requireNode(), program, options).status ?? 1;
}

const [name, ...words] = process.argv.slice(2);
const bench = benches[name ?? ''];
if (bench) process.exitCode = await run(bench, words);
else {
  listBenches();
  process.exitCode = name === undefined ? 0 : 2;
}
