import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, Refusal } from './problems.ts';

/** Counts a request for as long as it is being answered, or refuses it when its client has too many under way. */
export type ClientLimit = (request: FastifyRequest, reply: FastifyReply) => void;

/** So many at once for each client, that is for each token; without tokens, for all of this machine together. */
export function createClientLimit(mostAtOnce: number, code: ProblemCode): ClientLimit {
  const counts = new Map<string, number>();
  return ({ submitter }, reply) => {
    const { raw } = reply;
    const count = counts.get(submitter) ?? 0;
    if (count >= mostAtOnce) {
      // Thousands of connections that are refused would otherwise stay open for a minute.
      reply.header('connection', 'close');
      throw new Refusal(code);
    }
    counts.set(submitter, count + 1);
    raw.once('close', () => {
      const left = (counts.get(submitter) ?? 1) - 1;
      if (left > 0) counts.set(submitter, left);
      else counts.delete(submitter);
    });
  };
}
