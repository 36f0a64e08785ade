import type { FastifyRequest } from 'fastify';

/**
 * A connection is silent for longer than one may be while its answer is waited for, or while what it sent is worked on. Returns what
 * puts its limit back.
 */
export function allowSilence({ raw: { socket } }: FastifyRequest): () => void {
  const { timeout = 0 } = socket;
  socket.setTimeout(0);
  return () => void socket.setTimeout(timeout);
}
