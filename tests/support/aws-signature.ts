import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came in. `url` is what stood in the request line. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

function canonicalQuery(query: string): string {
  const pairs = query === '' ? [] : query.split('&');
  return pairs
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .toSorted()
    .join('&');
}

/** One value of `Credential=…, SignedHeaders=…, Signature=…`. */
const partOf = (authorization: string, name: string) =>
  new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';

/** What the body should hash to by the signed headers; a client may leave it out of the signature. */
const isBodyAsSigned = (hash: string, body: Buffer) =>
  hash === 'UNSIGNED-PAYLOAD' || hash === sha256(body);

/** Whether this request was signed with this key: Signature Version 4 as Amazon S3 describes it, in one piece. */
export function isSigned({ method, url, headers, body }: SignedRequest, who: Credentials): boolean {
  const authorization = headers.authorization ?? '';
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) return false;
  const [keyId, ...scope] = partOf(authorization, 'Credential').split('/');
  const names = partOf(authorization, 'SignedHeaders').split(';');
  const bodyHash = String(headers['x-amz-content-sha256']);
  if (keyId !== who.accessKeyId || !names.includes('host') || !isBodyAsSigned(bodyHash, body)) {
    return false;
  }
  const [path = '', query = ''] = url.split('?');
  const lines = names.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const request = [method, path, canonicalQuery(query), lines, names.join(';'), bodyHash];
  const time = String(headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(request.join('\n'))];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${who.secretAccessKey}`);
  const wanted = hmac(key, toSign.join('\n'));
  const given = Buffer.from(partOf(authorization, 'Signature'), 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
