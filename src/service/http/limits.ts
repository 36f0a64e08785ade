import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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

const windowMs = 60_000;

/** Counts the request; answers with a refusal when its sender has had its share of this minute. */
export type RequestLimit = (
  request: FastifyRequest,
  sender: 'token' | 'address',
) => Promise<Refusal | null>;

/**
 * So many requests a minute for each token; strangers, who have none or a wrong one, are counted by address and so
 * never at the cost of those who have one. Null sets no limit.
 */
export async function createRequestLimit(
  app: FastifyInstance,
  perMinute: number | null,
): Promise<RequestLimit> {
  if (perMinute === null) return () => Promise.resolve(null);
  await app.register(rateLimit, { global: false, max: perMinute, timeWindow: windowMs });
  const limits = {
    token: app.createRateLimit({ keyGenerator: ({ submitter }) => submitter }),
    // IPv6 by the 64 bits of its network: one machine has as many addresses in it as it likes.
    address: app.createRateLimit(),
  };
  return async (request, sender) => {
    const state = await limits[sender](request);
    if (state.isAllowed || !state.isExceeded) return null;
    return new Refusal('too-many-requests', { waitSeconds: state.ttlInSeconds });
  };
}
