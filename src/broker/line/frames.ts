import { Buffer } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';

/** One message on the line: words as JSON, which is safe to parse whoever wrote it, and bytes behind them. */
export interface Frame {
  readonly words: unknown;
  readonly bytes: Buffer;
}

const headBytes = 8;
/** Sixteen outputs with a log each stay far below. Bytes. */
const mostWords = 8 * 1024 ** 2;
/** Bytes go behind the words only where they are few or where there is no room in memory for files. */
const mostBytes = 512 * 1024 ** 2;

function writeAll(line: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(line, bytes, done);
}

/** Blocks until the other side has room for it. */
export function writeFrame(line: number, words: object, parts: readonly Uint8Array[]): void {
  const text = JSON.stringify(words);
  const textBytes = Buffer.byteLength(text);
  const partBytes = parts.reduce((sum, { length }) => sum + length, 0);
  const frame = Buffer.allocUnsafe(headBytes + textBytes + partBytes);
  frame.writeUInt32LE(textBytes, 0);
  frame.writeUInt32LE(partBytes, 4);
  frame.write(text, headBytes);
  let end = headBytes + textBytes;
  for (const part of parts) {
    frame.set(part, end);
    end += part.length;
  }
  writeAll(line, frame);
}

/** False when the line has ended. */
function readAll(line: number, bytes: Buffer): boolean {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(line, bytes, done, bytes.length - done, null);
    if (count === 0) return false;
    done += count;
  }
  return true;
}

const head = Buffer.alloc(headBytes);

/**
 * Blocks until the other side has said something; null when it is gone. Both sides speak in turns, so there is nothing else to wait for,
 * and a call that blocks costs less than the event loop. `allocate` gives memory for all of it. Throws at what is no frame.
 */
export function readFrame(line: number, allocate: (sizeBytes: number) => Buffer): Frame | null {
  if (!readAll(line, head)) return null;
  const textBytes = head.readUInt32LE(0);
  const partBytes = head.readUInt32LE(4);
  if (textBytes > mostWords || partBytes > mostBytes) throw new Error('a message is too long');
  const body = allocate(textBytes + partBytes);
  if (!readAll(line, body)) return null;
  const words = JSON.parse(body.toString('utf8', 0, textBytes)) as unknown;
  return { words, bytes: body.subarray(textBytes) };
}
