import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { displayName } from '../../shared/paths/display-path.ts';
import { toNative } from '../files/paths.ts';
import type { IdleWatch } from './waiting.ts';

/** A pipe put in the file's place since it was looked at must not block the open. Not there on Windows. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const chunkBytes = 256 * 1024;

/** A source on its way as a multipart form with a recipe. */
export interface Upload {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (watch: IdleWatch) => AsyncGenerator<Uint8Array>;
  /** True once the file turned out to be another than when it was opened, or cannot be read. */
  readonly isBroken: boolean;
  /** True once all of it is on its way: the server may have taken it. */
  readonly isSent: boolean;
  close(): Promise<void>;
}

/** As browsers write it. */
function quoted(name: string): string {
  const escapes: Readonly<Record<string, string>> = { '"': '%22', '\r': '%0D', '\n': '%0A' };
  return `"${name.replaceAll(/["\r\n]/g, (mark) => escapes[mark] ?? '')}"`;
}

function formAround(name: string, recipe: string) {
  const boundary = `thumbline-${randomBytes(16).toString('hex')}`;
  const part = (disposition: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  const fileType = 'content-type: application/octet-stream';
  const before =
    `${part('name="recipe"')}\r\n${recipe}\r\n` +
    `${part(`name="file"; filename=${quoted(name)}`)}${fileType}\r\n\r\n`;
  return { boundary, before: Buffer.from(before), after: Buffer.from(`\r\n--${boundary}--\r\n`) };
}

const isSame = (before: BigIntStats, after: BigIntStats) =>
  before.size === after.size && before.mtimeNs === after.mtimeNs;

async function openFile(path: string): Promise<{ file: FileHandle; facts: BigIntStats } | null> {
  const file = await open(toNative(path), readWithoutWaiting).catch(() => null);
  const facts = await file?.stat({ bigint: true }).catch(() => null);
  if (file && facts?.isFile()) return { file, facts };
  await file?.close();
  return null;
}

/** The parts of the file, all of it and nothing more, or an error. */
async function* partsOf(file: FileHandle, facts: BigIntStats): AsyncGenerator<Uint8Array> {
  let left = Number(facts.size);
  while (left > 0) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, left));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) throw new Error('the file ends before its end');
    left -= bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
  if (!isSame(facts, await file.stat({ bigint: true }))) throw new Error('the file changed');
}

/** Null when there is no regular file to read. The sender's folders are not told. */
export async function openUpload(sourcePath: string, recipe: string): Promise<Upload | null> {
  const opened = await openFile(sourcePath);
  if (!opened) return null;
  const { file, facts } = opened;
  const { boundary, before, after } = formAround(displayName(sourcePath), recipe);
  let isBroken = false;
  let isSent = false;
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(before.length + Number(facts.size) + after.length),
    },
    async *body(watch) {
      yield before;
      try {
        for await (const part of partsOf(file, facts)) {
          watch.touch();
          yield part;
        }
      } catch (error) {
        isBroken = true;
        throw error;
      }
      yield after;
      isSent = true;
    },
    get isSent() {
      return isSent;
    },
    get isBroken() {
      return isBroken;
    },
    close: () => file.close(),
  };
}
