import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeLauncherOptions } from '../../src/engine/worker-pool/node-launcher.ts';
import { tempFolder } from './temp-folder.ts';
import { nodePath } from './worker-attempt.ts';

/** A program that starts one worker and tells its process id: of an unboxed one once that has spoken. */
export function engineOf(entries: Omit<NodeLauncherOptions, 'nodePath'>): string {
  const path = join(tempFolder(), 'engine.mjs');
  const launcher = new URL('../../src/engine/worker-pool/node-launcher.ts', import.meta.url);
  const options = JSON.stringify({ nodePath: nodePath(), ...entries });
  const tell = '() => console.log(worker.processId)';
  writeFileSync(
    path,
    `import { createNodeLauncher } from ${JSON.stringify(launcher.href)};
const worker = createNodeLauncher(${options}).launch();
${entries.brokerEntry === undefined ? `worker.onMessage(${tell})` : `(${tell})()`};
worker.onExit(console.log);`,
  );
  return path;
}

/** A killed process may wait for somebody to ask how it ended. */
export function isAlive(processId: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${processId}/status`, 'latin1'));
  } catch {
    return false;
  }
}
