import { Buffer } from 'node:buffer';
import type { PlannedOutput } from '../../../shared/worker/messages.ts';
import { pngChunk, withPngChunks } from '../../bytes/png-chunk.ts';
import { type RiffChunk, webpChunks, writeWebp } from '../../bytes/riff.ts';
import { writeExif } from '../exif/write-exif.ts';
import type { CleanBlocks } from './clean-blocks.ts';

type Size = Pick<PlannedOutput, 'width' | 'height'>;

export function writeIntoPng(file: Buffer, { exif, xmp }: CleanBlocks): Buffer {
  // Behind the keyword: not compressed, of no language, and no translation of the keyword.
  const text = (packet: Buffer) =>
    Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), packet]);
  return withPngChunks(file, [
    ...(exif ? [pngChunk('eXIf', writeExif(exif))] : []),
    ...(xmp ? [pngChunk('iTXt', text(xmp))] : []),
  ]);
}

const flags = { alpha: 0x10, exif: 0x08, xmp: 0x04 } as const;

/** The header that a WebP needs when it holds more than one picture's pixels. */
function extended(pixels: RiffChunk, { width, height }: Size): RiffChunk {
  const body = Buffer.alloc(10);
  // Lossless pixels say in a bit behind their two sizes whether they have alpha; lossy ones without a header have none.
  const hasAlpha = pixels.type === 'VP8L' && ((pixels.body[4] ?? 0) & 0x10) !== 0;
  body[0] = hasAlpha ? flags.alpha : 0;
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return { type: 'VP8X', body };
}

export function writeIntoWebp(file: Buffer, { exif, xmp }: CleanBlocks, size: Size): Buffer {
  const chunks = webpChunks(file);
  const [first, ...others] = chunks ?? [];
  if (!first) throw new Error('A WebP that was just written cannot be read.');
  const isExtended = first.type === 'VP8X';
  const { body } = isExtended ? first : extended(first, size);
  const head = Buffer.from(body);
  head[0] = (head[0] ?? 0) | (exif ? flags.exif : 0) | (xmp ? flags.xmp : 0);
  return writeWebp([
    { type: 'VP8X', body: head },
    ...(isExtended ? others : [first]),
    ...(exif ? [{ type: 'EXIF', body: writeExif(exif) }] : []),
    ...(xmp ? [{ type: 'XMP ', body: xmp }] : []),
  ]);
}

const gifHeadBytes = 13;

/** GIF holds XMP only. */
export function writeIntoGif(file: Buffer, { xmp }: CleanBlocks): Buffer {
  if (!xmp) return file;
  const screen = file[10] ?? 0;
  const paletteBytes = (screen & 0x80) === 0 ? 0 : 3 * 2 ** ((screen & 7) + 1);
  const at = gifHeadBytes + paletteBytes;
  // The packet stands there as it is. Wherever a reader that does not know it jumps to by the packet's last byte, these lead it to the end.
  const wayOut = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);
  const head = Buffer.from('\u0021\u00FF\u000BXMP DataXMP', 'latin1');
  return Buffer.concat([file.subarray(0, at), head, xmp, wayOut, file.subarray(at)]);
}
