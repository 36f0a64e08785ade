import { Buffer } from 'node:buffer';
import { d50, type Vector } from './matrix.ts';

const headerBytes = 128;
const fixed = (value: number) => Math.round(value * 65_536);

/** Whether a number can be written as ICC's s15Fixed16. */
export const isFixed = (value: number): boolean => Math.abs(value) < 32_767;

/** A tag of ICC: its type, four zeros, and what `fill` writes behind them. */
export function iccTag(type: string, bytes: number, fill: (tag: Buffer) => void): Buffer {
  const tag = Buffer.alloc(Math.ceil((8 + bytes) / 4) * 4);
  tag.write(type, 0, 'latin1');
  fill(tag);
  return tag;
}

export function xyzTag(values: Vector): Buffer {
  return iccTag('XYZ ', 12, (tag) =>
    values.forEach((value, at) => tag.writeInt32BE(fixed(value), 8 + at * 4)),
  );
}

/** (a·v + b)^g, and c·v below d. */
export function parametricTag(curve: readonly number[]): Buffer {
  return iccTag('para', 4 + curve.length * 4, (tag) => {
    tag.writeUInt16BE(3, 8);
    curve.forEach((value, at) => tag.writeInt32BE(fixed(value), 12 + at * 4));
  });
}

const curveEntries = 4096;

/** A curve by its values, each from 0 to 1. */
export function sampledTag(curve: (sample: number) => number): Buffer {
  return iccTag('curv', 4 + curveEntries * 2, (tag) => {
    tag.writeUInt32BE(curveEntries, 8);
    for (let at = 0; at < curveEntries; at += 1)
      tag.writeUInt16BE(Math.round(65_535 * curve(at / (curveEntries - 1))), 12 + at * 2);
  });
}

export interface IccProfile {
  readonly samples: 'RGB ' | 'GRAY';
  readonly connection: 'XYZ ' | 'Lab ';
  readonly tags: readonly (readonly [name: string, tag: Buffer])[];
}

/** A profile for the colour engine alone: no file is ever written with it, so that names and rights are left out. */
export function writeIcc({ samples, connection, tags }: IccProfile): Buffer {
  const all = [['wtpt', xyzTag(d50)] as const, ...tags];
  const table = Buffer.alloc(4 + all.length * 12);
  table.writeUInt32BE(all.length, 0);
  let start = headerBytes + table.length;
  for (const [at, [name, tag]] of all.entries()) {
    table.write(name, 4 + at * 12, 'latin1');
    table.writeUInt32BE(start, 8 + at * 12);
    table.writeUInt32BE(tag.length, 12 + at * 12);
    start += tag.length;
  }
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(start, 0);
  // Version 2: with 4, tables are taken to have a black that is not quite black.
  header.writeUInt32BE(0x02_40_00_00, 8);
  header.write(`mntr${samples}${connection}`, 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  d50.forEach((value, at) => header.writeInt32BE(fixed(value), 68 + at * 4));
  return Buffer.concat([header, table, ...all.map(([, tag]) => tag)]);
}
