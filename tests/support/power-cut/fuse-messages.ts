import { Buffer } from 'node:buffer';
import { constants } from 'node:os';

/** Of `linux/fuse.h`: those that are answered here. */
export const opcodes = {
  lookup: 1,
  forget: 2,
  getattr: 3,
  setattr: 4,
  readlink: 5,
  symlink: 6,
  mkdir: 9,
  unlink: 10,
  rmdir: 11,
  rename: 12,
  link: 13,
  open: 14,
  read: 15,
  write: 16,
  statfs: 17,
  release: 18,
  fsync: 20,
  flush: 25,
  init: 26,
  opendir: 27,
  readdir: 28,
  releasedir: 29,
  fsyncdir: 30,
  create: 35,
  interrupt: 36,
  destroy: 38,
  batchForget: 42,
  rename2: 45,
} as const;

/** Whoever looks for this name has a disk hang that was told to. */
export const hangNow = 'hang now';

/** What the kernel asks. `node` is the inode it asks about. */
export interface FuseRequest {
  readonly opcode: number;
  readonly unique: bigint;
  readonly node: number;
  readonly body: Buffer;
}

const requestHeaderBytes = 40;

export function parseRequest(bytes: Buffer): FuseRequest {
  return {
    opcode: bytes.readUInt32LE(4),
    unique: bytes.readBigUInt64LE(8),
    node: Number(bytes.readBigUInt64LE(16)),
    body: bytes.subarray(requestHeaderBytes),
  };
}

export const wordAt = (body: Buffer, at: number) => body.readUInt32LE(at);
export const longAt = (body: Buffer, at: number) => Number(body.readBigUInt64LE(at));

/** Names that end in a zero each, from here to the end. */
export const namesFrom = (body: Buffer, at: number) =>
  body.subarray(at).toString('utf8').split('\0');

/** An answer that is an error of the system's. */
export class Refused extends Error {
  readonly errno: number;
  constructor(code: keyof typeof constants.errno) {
    super(code);
    this.errno = constants.errno[code];
  }
}

export function replyTo({ unique }: FuseRequest, answer: Buffer | Refused): Buffer {
  const body = answer instanceof Refused ? Buffer.alloc(0) : answer;
  const header = Buffer.alloc(16);
  header.writeUInt32LE(header.length + body.length, 0);
  header.writeInt32LE(answer instanceof Refused ? -answer.errno : 0, 4);
  header.writeBigUInt64LE(unique, 8);
  return Buffer.concat([header, body]);
}

export const nothing = Buffer.alloc(0);

/** The largest write that is asked for at once. */
export const mostBytes = 128 * 1024;
const bigWrites = 1 << 5;

/** Version 7.31: the kernel then asks for nothing that came later. */
export function initAnswer(body: Buffer): Buffer {
  const answer = Buffer.alloc(64);
  answer.writeUInt32LE(7, 0);
  answer.writeUInt32LE(31, 4);
  answer.writeUInt32LE(wordAt(body, 8), 8);
  answer.writeUInt32LE(bigWrites, 12);
  answer.writeUInt16LE(12, 16);
  answer.writeUInt16LE(9, 18);
  answer.writeUInt32LE(mostBytes, 20);
  answer.writeUInt32LE(1, 24);
  return answer;
}

export interface Facts {
  readonly inode: number;
  readonly size: number;
  /** With the kind of file. */
  readonly mode: number;
  readonly linkCount: number;
  /** Nanoseconds since 1970. */
  readonly changedAt: bigint;
}

const second = 1_000_000_000n;

function attributes({ inode, size, mode, linkCount, changedAt }: Facts): Buffer {
  const answer = Buffer.alloc(88);
  answer.writeBigUInt64LE(BigInt(inode), 0);
  answer.writeBigUInt64LE(BigInt(size), 8);
  answer.writeBigUInt64LE(BigInt(Math.ceil(size / 512)), 16);
  for (const at of [24, 32, 40]) answer.writeBigUInt64LE(changedAt / second, at);
  for (const at of [48, 52, 56]) answer.writeUInt32LE(Number(changedAt % second), at);
  answer.writeUInt32LE(mode, 60);
  answer.writeUInt32LE(linkCount, 64);
  answer.writeUInt32LE(process.getuid?.() ?? 0, 68);
  answer.writeUInt32LE(process.getgid?.() ?? 0, 72);
  answer.writeUInt32LE(4096, 80);
  return answer;
}

/** The kernel is told to believe it for no time: it asks again each time. */
export const attributesAnswer = (facts: Facts) =>
  Buffer.concat([Buffer.alloc(16), attributes(facts)]);

export function entryAnswer(facts: Facts): Buffer {
  const answer = Buffer.alloc(40);
  answer.writeBigUInt64LE(BigInt(facts.inode), 0);
  return Buffer.concat([answer, attributes(facts)]);
}

/** A handle is not needed: the inode says it all. */
export const openAnswer = Buffer.alloc(16);

export function statfsAnswer(): Buffer {
  const answer = Buffer.alloc(80);
  for (const at of [0, 8, 16, 24, 32]) answer.writeBigUInt64LE(1n << 20n, at);
  for (const [at, value] of [
    [40, 4096],
    [44, 255],
    [48, 4096],
  ] as const) {
    answer.writeUInt32LE(value, at);
  }
  return answer;
}

/** Entries of a folder from a place on, as many as fit. */
export function entriesAnswer(
  entries: readonly (readonly [name: string, inode: number])[],
  { from, size }: { readonly from: number; readonly size: number },
): Buffer {
  const parts: Buffer[] = [];
  let left = size;
  for (const [at, [name, inode]] of [...entries.entries()].slice(from)) {
    const bytes = Buffer.from(name);
    const part = Buffer.alloc(24 + Math.ceil(bytes.length / 8) * 8);
    if (part.length > left) break;
    left -= part.length;
    part.writeBigUInt64LE(BigInt(inode), 0);
    part.writeBigUInt64LE(BigInt(at + 1), 8);
    part.writeUInt32LE(bytes.length, 16);
    bytes.copy(part, 24);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
