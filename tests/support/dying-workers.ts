import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkerLauncher } from '../../src/engine/ports.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { createWorkerSandbox } from '../../src/engine/worker-pool/sandbox/worker-sandbox.ts';
import { built } from './built.ts';
import type { KillPoint } from './kill-point.ts';

const killPoints = new URL('kill-point.ts', import.meta.url).href;

/** The entry of a worker that kills itself there. */
function entryOf(folder: string, killPoint: KillPoint, number: number): string {
  const path = join(folder, `dying-worker-${number}.mjs`);
  const worker = pathToFileURL(built('main/worker.js')).href;
  writeFileSync(
    path,
    `import { killAt } from ${JSON.stringify(killPoints)};
killAt(${JSON.stringify(killPoint)});
await import(${JSON.stringify(worker)});
`,
  );
  return path;
}

/** Real workers, each of which dies at the next of these points; those after the last one live. */
export function dyingWorkers(
  folder: string,
  deaths: readonly KillPoint[],
): WorkerLauncher & { readonly launchCount: number } {
  const sandbox = createWorkerSandbox();
  let launchCount = 0;
  return {
    get launchCount() {
      return launchCount;
    },
    launch() {
      const death = deaths[launchCount];
      launchCount += 1;
      const workerEntry = death ? entryOf(folder, death, launchCount) : built('main/worker.js');
      return createNodeLauncher({ nodePath: process.execPath, workerEntry, sandbox }).launch();
    },
  };
}
