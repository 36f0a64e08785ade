import { Buffer } from 'node:buffer';

const riffBytes = 12;
const chunkHeadBytes = 8;
const flag = { icc: 0x20, exif: 0x08, xmp: 0x04, moving: 0x02 } as const;

const pixels: ReadonlySet<string> = new Set(['VP8 ', 'VP8L']);

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

/** The chunks of a WebP, in order; null when they do not fill it. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  const isWebp =
    bytes.length >= riffBytes &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP';
  const fileEnd = isWebp ? bytes.readUInt32LE(4) + chunkHeadBytes : Infinity;
  if (fileEnd > bytes.length) return null;
  const chunks: Chunk[] = [];
  for (let at = riffBytes; at < fileEnd;) {
    if (at + chunkHeadBytes > fileEnd) return null;
    const start = at + chunkHeadBytes;
    const end = start + bytes.readUInt32LE(at + 4);
    if (end > fileEnd) return null;
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      body: bytes.subarray(start, end),
    });
    at = end + ((end - start) % 2);
  }
  return chunks;
}

function written({ type, body }: Chunk): Buffer {
  const head = Buffer.alloc(chunkHeadBytes);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** The extended header says which of the other chunks there are. */
function withFlags(extended: Chunk, kept: readonly Chunk[]): Chunk {
  const body = Buffer.from(extended.body);
  const has = (type: string) => kept.some((chunk) => chunk.type === type);
  const metadata = (has('EXIF') ? flag.exif : 0) | (has('XMP ') ? flag.xmp : 0);
  body[0] = ((body[0] ?? 0) & ~(flag.icc | flag.exif | flag.xmp)) | metadata;
  return { ...extended, body };
}

/**
 * A still WebP without the chunks that hold metadata and colour profiles, and without what follows its end; with
 * `keepsMetadata` EXIF and XMP stay. No coded data changes. Null when anything in it is odd.
 */
export function strippedWebp(bytes: Buffer, keepsMetadata: boolean): Buffer | null {
  const chunks = chunksOf(bytes);
  const [first] = chunks ?? [];
  if (!chunks || !first) return null;
  const isExtended = first.type === 'VP8X';
  const isMoving = isExtended && ((first.body[0] ?? flag.moving) & flag.moving) !== 0;
  if (isMoving || (isExtended && first.body.length !== 10)) return null;
  const stays = new Set(['VP8X', 'ALPH', ...pixels, ...(keepsMetadata ? ['EXIF', 'XMP '] : [])]);
  const kept = isExtended ? chunks.filter(({ type }) => stays.has(type)) : [first];
  const types = kept.map(({ type }) => type);
  const hasOnePicture = types.filter((type) => pixels.has(type)).length === 1;
  if (!hasOnePicture || new Set(types).size !== types.length) return null;
  const parts = kept.map((chunk) =>
    written(chunk === first && isExtended ? withFlags(first, kept) : chunk),
  );
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}
