import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOwnPresets } from '../../../src/cli/args/find-preset.ts';
import { largestMarkBytes } from '../../../src/shared/task/watermark.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function folderWith(text: string) {
  const folder = tempFolder();
  const path = join(folder, 'presets.json');
  writeFileSync(path, text);
  return { folder, path };
}

it('reads a person’s presets, each with a watermark as large as one may be', async () => {
  const data = Buffer.alloc(largestMarkBytes, 1).toString('base64');
  const presets = ['a', 'b', 'c'].map((id) => ({
    id,
    recipe: { name: id, outputs: [{ width: 9 }], watermark: { kind: 'picture', data } },
  }));
  const { folder } = folderWith(JSON.stringify({ presets }));
  const read = await readOwnPresets(folder);
  expect([read.presets.map(({ id }) => id), read.warning]).toEqual([['a', 'b', 'c'], null]);
});

it('does not read what is too large to be a list of presets, and says so', async () => {
  const { folder, path } = folderWith('{"presets": []}');
  // Nothing but a size: no disk is filled.
  truncateSync(path, 256 * 1024 * 1024 + 1);
  const before = process.memoryUsage.rss();
  expect(await readOwnPresets(folder)).toEqual({
    presets: [],
    warning: expect.stringContaining('cannot be read') as string,
  });
  expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
});

it('knows no presets where there can be no folder', async () => {
  const { path } = folderWith('');
  expect(await readOwnPresets(join(path, 'thumbline'))).toEqual({ presets: [], warning: null });
});
