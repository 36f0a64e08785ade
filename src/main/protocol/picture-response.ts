import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { formats } from '../../shared/formats/formats.ts';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { toNative } from '../../engine/files/index.ts';

/** As many as the formats that are shown need. */
const headBytes = 64;
/** A pipe put in the picture's place must not block the open. Not there on Windows. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

async function typeOf(file: FileHandle): Promise<string | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  const format = recogniseFormat(buffer.subarray(0, bytesRead));
  return format && formats[format].isShown ? formats[format].mediaType : null;
}

export const noPicture = () => new Response(null, { status: 404 });

/**
 * Streams a picture from disk. Only regular files that begin like a picture are sent, whatever they are called.
 * `isLasting`: the address changes when the picture does, so it may be kept.
 */
export async function pictureResponse(path: string, isLasting: boolean): Promise<Response> {
  const file = await open(toNative(path), readWithoutWaiting).catch(() => null);
  if (file === null) return noPicture();
  const facts = await file.stat();
  const type = facts.isFile() ? await typeOf(file) : null;
  if (type === null) {
    await file.close();
    return noPicture();
  }
  const stream = createReadStream('', { fd: file, start: 0 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(facts.size),
      'Cache-Control': isLasting ? 'private, max-age=86400' : 'no-cache',
      ETag: `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}
