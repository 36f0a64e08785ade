import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the archive says of it; left out, the truth. */
  readonly saidBytes?: number;
  readonly flags?: number;
}

function fixed(parts: readonly [16 | 32, number][]): Buffer {
  return Buffer.concat(
    parts.map(([bits, value]) => {
      const bytes = Buffer.alloc(bits / 8);
      if (bits === 16) bytes.writeUInt16LE(value);
      else bytes.writeUInt32LE(value);
      return bytes;
    }),
  );
}

/** An archive as packers write it, or one that lies. */
export function writeZip(files: readonly ZippedBytes[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, saidBytes = bytes.length, flags = 0x800 } of files) {
    const words = Buffer.from(name);
    const packed = deflateRawSync(bytes);
    const facts = fixed([
      [16, 20],
      [16, flags],
      [16, 8],
      [32, 0x5a210000],
      [32, crc32(bytes)],
      [32, packed.length],
      [32, saidBytes],
      [16, words.length],
      [16, 0],
    ]);
    const local = Buffer.concat([fixed([[32, 0x04034b50]]), facts, words, packed]);
    const listed = fixed([
      [16, 0],
      [16, 0],
      [16, 0],
      [32, 0],
      [32, offset],
    ]);
    directory.push(
      Buffer.concat([
        fixed([
          [32, 0x02014b50],
          [16, 20],
        ]),
        facts,
        listed,
        words,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = fixed([
    [32, 0x06054b50],
    [16, 0],
    [16, 0],
    [16, files.length],
    [16, files.length],
    [32, list.length],
    [32, offset],
    [16, 0],
  ]);
  return Buffer.concat([...parts, list, end]);
}
