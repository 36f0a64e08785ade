import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * `Content-Disposition` for a download of that name, whatever is in it: the name itself (RFC 5987), and plain letters for
 * programs that do not read that.
 */
export function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w .()-]/g, '_');
  const whole = encodeURIComponent(fileName.toWellFormed()).replaceAll(/['()*]/g, percent);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

const clientGone = () =>
  Object.assign(new Error('whoever asked went away'), { code: 'ECONNRESET' });

/**
 * Answers with what the stream gives, as fast as it is taken, and ends it when whoever asked goes away. What fails before its
 * first bytes is a refusal like any other; later the connection breaks off, so that a part is not taken for the whole.
 */
export async function sendStream(
  reply: FastifyReply,
  stream: Readable,
  headers: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const stop = () => stream.destroy(clientGone());
  reply.raw.once('close', stop);
  if (reply.raw.destroyed) stop();
  await once(stream, 'readable');
  // From here on Fastify looks after it.
  reply.raw.off('close', stop);
  return reply.headers(headers).send(stream);
}
