import { quietSqlite } from '../engine/history/quiet-sqlite.ts';
import type { Program } from './runs/kept-program.ts';
import { importServiceBy } from './runs/service-program.ts';
import { createLauncher, startWorker } from './runs/start-worker.ts';

/** See `Program`: what is kept is what making pictures takes. */
export const start: Program['start'] = async (entry, importService) => {
  importServiceBy(importService);
  // Before anything is loaded that uses it.
  quietSqlite({ inThreads: true });
  const words = process.argv.slice(2);
  const early = startWorker(entry, words);
  // Compiling schemas for a few pictures takes longer than it saves.
  if (early) await import('../shared/no-eval.ts');
  if (process.env['THUMBLINE_LANGUAGE']) {
    const { speakByEnvironment } = await import('../engine/languages/speak-by-environment.ts');
    speakByEnvironment(entry);
  }
  // After the worker was started: that takes as long as loading this.
  const { runTerminal } = await import('./terminal.ts');
  await runTerminal(entry, early ?? createLauncher(entry));
  early?.endUnused();
  if (early === null || words.includes('--dry-run')) return null;
  const { makeFolderSync } = await import('../engine/files/index.ts');
  return makeFolderSync;
};
