import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';

const source = new URL('../../../../src/engine/worker-pool/find-node.ts', import.meta.url);

/** Which Node is found where npm put one of this version. */
function foundBeside(version: string) {
  const folder = tempFolder();
  const brought = join(folder, 'node_modules', `node-linux-${process.arch}`);
  mkdirSync(join(brought, 'bin'), { recursive: true });
  writeFileSync(join(brought, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(brought, 'bin', 'node'), '');
  const program = join(folder, 'find-node.ts');
  copyFileSync(source, program);
  const words = `import { findNode } from ${JSON.stringify(pathToFileURL(program).href)};
    process.stdout.write(String(findNode()));`;
  const found = execFileSync(process.execPath, ['--input-type=module', '-e', words]).toString();
  return found === join(brought, 'bin', 'node') ? 'brought' : found;
}

const present = process.execPath;
const brought = process.platform === 'linux' ? 'brought' : present;

test.each([
  ['20.19.0', present],
  ['22.17.1', present],
  ['22.18.0', brought],
  ['24.1.0', brought],
])('a Node %s that npm put beside Thumbline is taken only if it is new enough', (version, node) => {
  expect(foundBeside(version)).toBe(node);
});
