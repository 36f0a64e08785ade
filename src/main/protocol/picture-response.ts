import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { toNative } from '../../engine/paths.ts';

const signatures: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavi'],
  ['image/x-icon', 0, '\0\0\x01\0'],
];
const headBytes = 16;
/** A pipe put in the picture's place must not block the open. Not there on Windows. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

async function typeOf(file: FileHandle): Promise<string | null> {
  const { buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  const head = buffer.toString('latin1');
  return signatures.find(([, offset, bytes]) => head.startsWith(bytes, offset))?.[0] ?? null;
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
