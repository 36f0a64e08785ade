import { Buffer } from 'node:buffer';
import { type RiffChunk, webpChunks, writeWebp } from '../../bytes/riff.ts';

const flag = { icc: 0x20, exif: 0x08, xmp: 0x04, moving: 0x02 } as const;

const pixels: ReadonlySet<string> = new Set(['VP8 ', 'VP8L']);
const stays: ReadonlySet<string> = new Set(['VP8X', 'ALPH', ...pixels]);

/** The extended header says which of the other chunks there are. */
function withoutFlags(extended: RiffChunk): RiffChunk {
  const body = Buffer.from(extended.body);
  body[0] = (body[0] ?? 0) & ~(flag.icc | flag.exif | flag.xmp);
  return { ...extended, body };
}

/**
 * A still WebP without the chunks that hold metadata and colour profiles, and without what follows its end. No coded data
 * changes. Null when anything in it is odd.
 */
export function strippedWebp(bytes: Buffer): Buffer | null {
  const chunks = webpChunks(bytes);
  const [first] = chunks ?? [];
  if (!chunks || !first) return null;
  const isExtended = first.type === 'VP8X';
  const isMoving = isExtended && ((first.body[0] ?? flag.moving) & flag.moving) !== 0;
  if (isMoving || (isExtended && first.body.length !== 10)) return null;
  const kept = isExtended ? chunks.filter(({ type }) => stays.has(type)) : [first];
  const types = kept.map(({ type }) => type);
  const hasOnePicture = types.filter((type) => pixels.has(type)).length === 1;
  if (!hasOnePicture || new Set(types).size !== types.length) return null;
  return writeWebp(isExtended ? [withoutFlags(first), ...kept.slice(1)] : kept);
}
