// The terminal's entry. What its exit codes mean stands in `exit-codes.ts`.
import { createLauncher, startWorker } from './runs/start-worker.ts';

const entry = import.meta.filename;
const early = startWorker(entry, process.argv.slice(2));
// After the worker was started: that takes as long as loading this.
const { runTerminal } = await import('./terminal.ts');
await runTerminal(entry, early ?? createLauncher(entry));
early?.endUnused();
