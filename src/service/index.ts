// The service's entry: `serve …` or `worker …`. Exit codes: 0 ended as asked, 1 could not start, 2 wrong usage.
import { constants } from 'node:os';
import { resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import {
  followOutputStreams,
  fullDiskLine,
  stopYoungGenerationGrowth,
} from '../engine/files/index.ts';
import { servingWords } from '../shared/words/areas/serving.ts';
import { serviceCommands } from './command/command-lines.ts';
import { readArguments } from './command/parse.ts';
import { completeServeOptions } from './command/serve-options.ts';
import { completeWorkerOptions } from './command/worker-options.ts';
import { followSignals, needsGuard, runGuarded, windUpMs } from './guard/guard.ts';
import { startError } from './command/start-error.ts';
import { builtPage, createHelpers } from './processes.ts';

const streams = followOutputStreams((problem) => `thumbline: ${problem}`);

const entry = import.meta.filename;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`thumbline: ${line}\n`);

function wrongUsage(command: string, problem: string): number {
  complain(servingWords('seeHelp', { problem, command }));
  return 2;
}

/** Where a store is on this machine. */
const foldersOf = (store: string) => (store.startsWith('s3://') ? [] : [store]);

async function runServe(typed: readonly string[]): Promise<number> {
  const [command] = serviceCommands();
  const read = readArguments(command, typed);
  if (!read.ok) return wrongUsage('serve', read.problem);
  if (read.value !== null) {
    process.stdout.write(read.value);
    return 0;
  }
  const options = completeServeOptions(command.opts());
  if (!options.ok) return wrongUsage('serve', options.problem);
  const { store, data } = options.value;
  if (needsGuard([...foldersOf(store), data])) {
    const { openDoor } = await import('./guard/door.ts');
    createHelpers(entry);
    const door = await openDoor(options.value, complain).catch((error: unknown) => {
      throw startError(error, options.value);
    });
    const code = await runGuarded({
      entry,
      words: ['serve', ...typed],
      patientSignals: 1,
      door,
      folder: resolve(data),
    });
    // What it hands on, and what a drive owes, may never be taken.
    process.exit(code);
  }
  const stop = stopAsked();
  // Nobody has to read what it says.
  streams.goOnUnread();
  stopYoungGenerationGrowth();
  // Of the two commands each loads only its own packages.
  const { serve } = await import('./serve.ts');
  const serving = await serve(options.value, {
    version: manifest.version,
    helpers: createHelpers(entry),
    pageFolder: builtPage(entry),
    isLogging: true,
    complain,
    tell: complain,
  });
  if (serving.notice !== null) complain(serving.notice);
  say(servingWords('serves', { address: serving.address }));
  await stop;
  // Whatever hangs: unfinished tasks go on at the next start.
  setTimeout(() => process.exit(0), windUpMs).unref();
  await serving.close();
  return 0;
}

async function runWorkerCommand(typed: readonly string[]): Promise<number> {
  const [, command] = serviceCommands();
  const read = readArguments(command, typed);
  if (!read.ok) return wrongUsage('worker', read.problem);
  if (read.value !== null) {
    process.stdout.write(read.value);
    return 0;
  }
  const options = completeWorkerOptions(command.opts());
  if (!options.ok) return wrongUsage('worker', options.problem);
  if (needsGuard(foldersOf(options.value.store))) {
    return runGuarded({
      entry,
      words: ['worker', ...typed],
      patientSignals: 2,
      door: null,
      folder: '',
    });
  }
  const stop = stopAsked();
  streams.goOnUnread();
  const { runWorker } = await import('./run-worker.ts');
  const helpers = createHelpers(entry);
  const worker = await runWorker(options.value, {
    version: manifest.version,
    helpers,
    complain,
    tell: complain,
  });
  say(servingWords('works', { name: worker.name, jobs: options.value.jobs }));
  await Promise.race([stop, worker.endAsked]);
  await worker.close();
  return 0;
}

async function main([command = '', ...typed]: readonly string[]): Promise<number> {
  if (process.env['THUMBLINE_LANGUAGE']) {
    const { speakByEnvironment } = await import('../engine/languages/speak-by-environment.ts');
    speakByEnvironment(entry);
  }
  return command === 'worker' ? runWorkerCommand(typed) : runServe(typed);
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  complain(fullDiskLine(error) ?? (error instanceof Error ? error.message : String(error)));
  return 1;
});

/** Resolves at the first request to end. A second one ends the program at once. */
function stopAsked(): Promise<void> {
  return new Promise((end) => {
    followSignals({
      end,
      endNow: (signal) => process.exit(128 + constants.signals[signal]),
    });
  });
}
