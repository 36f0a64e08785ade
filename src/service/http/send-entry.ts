import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ByteRange, Store, StoreEntry } from '../store/store.ts';
import { Refusal } from './problems.ts';

export interface SentEntry {
  readonly store: Store;
  readonly key: string;
  /** Its media type. */
  readonly type: string;
}

/** A picture is what its bytes were yesterday until it is made anew: then size or time differ. */
function etagOf({ sizeBytes, modifiedAt }: StoreEntry): string {
  return `"${sizeBytes.toString(16)}-${Math.round(modifiedAt).toString(16)}"`;
}

/** Whether one of the tags that a client has is the present one; proxies may have made theirs weak. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === etag || tag === '*');
}

/**
 * RFC 9110, 14.2: one range of bytes. Null for no range, and for several or another unit, which a server may answer
 * with the whole. Throws when none of the bytes are there.
 */
function wantedRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  if (start > end) throw new Refusal('range-not-satisfiable');
  return { start, end };
}

/** Answers with something from the store, or with a part of it, or that the client has it already. */
export async function sendEntry(
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  { store, key, type }: SentEntry,
): Promise<FastifyReply> {
  const entry = await store.find(key);
  if (!entry) throw new Refusal('not-found');
  const { sizeBytes } = entry;
  const etag = etagOf(entry);
  reply.headers({ etag, 'cache-control': 'private, no-cache', 'accept-ranges': 'bytes' });
  if (isKnown(etag, headers['if-none-match'])) return reply.code(304).send();
  const isOtherVersion = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  const asked = method === 'GET' && !isOtherVersion ? headers.range : undefined;
  if (asked !== undefined) reply.header('content-range', `bytes */${sizeBytes}`);
  const range = wantedRange(asked, sizeBytes);
  reply.removeHeader('content-range');
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  }
  const opened = await store.open(key, range ?? undefined);
  if (!opened) throw new Refusal('not-found');
  const sentBytes = range ? range.end - range.start + 1 : opened.sizeBytes;
  return reply.type(type).header('content-length', sentBytes).send(opened.stream);
}
