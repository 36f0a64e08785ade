import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { scene } from '../../fixtures/scene.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const module = resolve(import.meta.dirname, '../../../src/worker/decoding/sharp/prepare-sharp.ts');

/** What sharp says in a process of its own, since blocking holds for a whole process. */
function openedBy(prepare: 'prepareSharp();' | '', path: string): string {
  const program = `
    import { prepareSharp } from ${JSON.stringify(module)};
    import sharp from 'sharp';
    ${prepare}
    const word = await sharp(process.argv[1]).metadata().then((m) => m.format, () => 'refused');
    process.stdout.write(word);`;
  const args = ['--input-type=module', '-e', program, path];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

/** libvips' own format: 64 bytes of header, then pixels. Named .jpg, since names must not matter. */
function vipsFile(): Buffer {
  const bytes = Buffer.alloc(64 + 12);
  bytes.writeUInt32BE(0xb6a6f208);
  [2, 2, 3, 8, 0, 0, 22].forEach((word, at) => bytes.writeInt32LE(word, 4 + at * 4));
  return bytes;
}

test('only the chosen loaders are open, whatever the name says', async () => {
  const folder = tempFolder();
  const files = {
    'vips.jpg': vipsFile(),
    'picture.csv': '1,2\n3,4\n',
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
    'picture.ppm': 'P3 1 1 255 1 2 3\n',
    'picture.v': await scene(8, 8).jpeg().toBuffer(),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  expect(openedBy('', join(folder, 'vips.jpg'))).toBe('vips');
  const opened = Object.keys(files).map((name) => [
    name,
    openedBy('prepareSharp();', join(folder, name)),
  ]);
  expect(Object.fromEntries(opened)).toEqual({
    'vips.jpg': 'refused',
    'picture.csv': 'refused',
    // By path librsvg would draw neighbouring files: only bytes are open to it.
    'drawing.svg': 'refused',
    'picture.ppm': 'refused',
    'picture.v': 'jpeg',
  });
});
