import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './problems.ts';

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
