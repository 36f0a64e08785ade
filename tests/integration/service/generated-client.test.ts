import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const guide = readFileSync(join(root, 'docs/service.md'), 'utf8');
const [, program = ''] = /^```ts\n(?<code>[^]*?)^```$/m.exec(guide) ?? [];

test('a client generated from the document uploads, waits and fetches as docs/service.md says', async () => {
  const token = 'full-token-1';
  const { client } = await startService({ token: [token] });
  const folder = tempFolder();
  writeFileSync(join(folder, 'openapi.json'), await (await client.fetch('/openapi.json')).text());
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'program.ts'), program);
  const generator = join(root, 'tests/support/generate-client.js');
  const output = join(folder, 'thumbline-client');
  await run(process.execPath, [generator, join(folder, 'openapi.json'), output]);

  const node = { cwd: folder, env: { THUMBLINE: client.url, TOKEN: token } };
  const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
  const strict = ['--strict', '--noEmit', '--allowImportingTsExtensions', '--module', 'nodenext'];
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await Promise.all([
    run(process.execPath, ['program.ts'], node),
    run(process.execPath, [compiler, ...strict, ...types, 'program.ts'], node),
  ]);
  const made = await sharp(join(folder, 'small.webp')).metadata();
  expect([made.format, made.width]).toEqual(['webp', 320]);
});
