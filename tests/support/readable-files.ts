import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isIconFormat,
  type SourceFormat,
  writableFormats,
} from '../../src/shared/formats/formats.ts';
import { sniff } from '../../src/worker/sniffing/sniff.ts';
import { texture } from '../fixtures/scene.ts';
import { canonRaw, fujiRaw, preview, tiffRaw } from './raw-file.ts';
import { writeExr } from './write-exr.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'formats');
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>';

async function rawFiles(): Promise<readonly Buffer[]> {
  const previews = [await preview(240, 160, '#204060')];
  return [tiffRaw({ previews, orientation: 6 }), canonRaw({ previews }), fujiRaw({ previews })];
}

const exr = () =>
  writeExr({
    width: 48,
    height: 32,
    channels: ['B', 'G', 'R'],
    packing: 'zip',
    light: (x, y) => ({ R: x / 48, G: y / 32, B: 0.5 }),
  });

/** Small whole files of every format that can be read, by format. */
export async function readableFiles(): Promise<ReadonlyMap<SourceFormat, readonly Buffer[]>> {
  const small = () => texture(48, 32);
  const written = await Promise.all([
    ...writableFormats
      .filter((format) => !isIconFormat(format))
      .map((format) => small().toFormat(format).toBuffer()),
    small().jpeg({ progressive: true }).toBuffer(),
    small().png({ progressive: true, palette: true }).toBuffer(),
    small().webp({ lossless: true }).toBuffer(),
    small().tiff({ compression: 'lzw', tile: true }).toBuffer(),
  ]);
  const committed = readdirSync(fixtures)
    .filter((name) => !/\.(?:md|png)$/.test(name))
    .map((name) => readFileSync(join(fixtures, name)));
  const files = new Map<SourceFormat, Buffer[]>();
  for (const bytes of [...written, ...committed, ...(await rawFiles()), Buffer.from(svg), exr()]) {
    const sniffed = sniff(bytes);
    if (sniffed.kind !== 'readable') throw new Error('a fixture is in no format');
    files.set(sniffed.format, [...(files.get(sniffed.format) ?? []), bytes]);
  }
  return files;
}
