// The terminal's entry. What its exit codes mean stands in `commands/about.ts`.
import { quietSqlite } from '../engine/history/quiet-sqlite.ts';
import { keepCompiled } from './runs/keep-compiled.ts';

const entry = import.meta.filename;
// Before anything large is loaded.
keepCompiled(entry);
quietSqlite({ inThreads: true });
const { createLauncher, startWorker } = await import('./runs/start-worker.ts');
const early = startWorker(entry, process.argv.slice(2));
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
