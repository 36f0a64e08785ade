import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A body of this declared size is read and dropped by Node: cheaper than a new connection. */
const smallBytes = 64 * 1024;
/** What is read of a refused body, so that the answer is not lost in a reset of the connection. */
const mostDroppedBytes = 8 * 1024 * 1024;
const mostDroppedMs = 2000;

/** Whether a body is still on its way that is too large to be read to its end for nothing. */
function hasUnreadBody({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  return (
    headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > smallBytes
  );
}

/**
 * The answer, then a wait while the client reads it: until it hangs up, or a bound of bytes or time. Closing at once
 * would reset the connection under a client that is still sending, and the answer would be lost.
 */
async function* answerThenDrop(body: IncomingMessage, answer: string): AsyncGenerator<string> {
  yield answer;
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  let droppedBytes = 0;
  body.unpipe();
  body.on('data', (chunk: Buffer) => {
    droppedBytes += chunk.length;
    if (droppedBytes > mostDroppedBytes) resolve();
  });
  for (const event of ['end', 'close', 'error']) body.once(event, resolve);
  const timer = setTimeout(resolve, mostDroppedMs);
  body.resume();
  await isOver;
  clearTimeout(timer);
}

/** Sends JSON, and closes the connection after it when the rest of a large body is still to come. */
export function sendAndClose(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  body: object,
): FastifyReply {
  if (!hasUnreadBody(raw)) return reply.send(body);
  const answer = JSON.stringify(body);
  return reply
    .header('connection', 'close')
    .header('content-length', Buffer.byteLength(answer))
    .type('application/json; charset=utf-8')
    .send(Readable.from(answerThenDrop(raw, answer), { objectMode: false }));
}
