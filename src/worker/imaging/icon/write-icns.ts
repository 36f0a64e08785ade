import { Buffer } from 'node:buffer';
import { channelRuns } from './channel-runs.ts';
import type { IconPicture } from './icon-picture.ts';

interface Element {
  readonly type: string;
  readonly content: Buffer;
}

/** Sizes below 128 as every version of macOS reads them: colours in run lengths, and a mask. */
const runTypes: ReadonlyMap<number, readonly [colours: string, mask: string]> = new Map([
  [16, ['is32', 's8mk']],
  [32, ['il32', 'l8mk']],
]);
/** As PNG: once for a plain screen, once as the double of half the size for a sharp one. */
const pngTypes: ReadonlyMap<number, readonly string[]> = new Map([
  [32, ['ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

function runElements({ edge, rgba }: IconPicture): Element[] {
  const types = runTypes.get(edge);
  if (!types) return [];
  const colours = [0, 1, 2].map((channel) => channelRuns(rgba, channel));
  const mask = Buffer.from(Array.from({ length: edge * edge }, (_, at) => rgba[at * 4 + 3] ?? 0));
  return [
    { type: types[0], content: Buffer.concat(colours) },
    { type: types[1], content: mask },
  ];
}

function pngElements({ edge, png }: IconPicture): Element[] {
  return (pngTypes.get(edge) ?? []).map((type) => ({ type, content: png }));
}

/** Everything in this file begins with four letters and its length, these eight bytes included. */
function withHeader(type: string, contents: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(
    contents.reduce((sum, { length }) => sum + length, header.length),
    4,
  );
  return Buffer.concat([header, ...contents]);
}

/** A Mac icon. */
export function writeIcns(pictures: readonly IconPicture[]): Buffer {
  const elements = pictures.flatMap((picture) => [
    ...runElements(picture),
    ...pngElements(picture),
  ]);
  return withHeader(
    'icns',
    elements.map(({ type, content }) => withHeader(type, [content])),
  );
}
