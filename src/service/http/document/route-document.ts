import type { OpenAPIV3_1 } from 'openapi-types';
import type { z } from 'zod';
import { guardRefusals } from '../access.ts';
import type { ProblemCode } from '../problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route itself refuses; what all routes refuse is added to it. */
    refusals?: readonly ProblemCode[];
    /** `schema.response` already has every refusal, in words of its own. */
    refusesInOwnWords?: boolean;
    /** Of bodies that the handler reads itself, by media type. */
    bodies?: Readonly<Record<string, z.ZodType>>;
    /** By status. */
    answerHeaders?: Readonly<Record<number, AnswerHeaders>>;
  }
}

export type AnswerHeaders = Readonly<Record<string, OpenAPIV3_1.HeaderObject>>;

export const header = (description: string, example: string): OpenAPIV3_1.HeaderObject => ({
  description,
  schema: { type: 'string' },
  example,
});

/** Of routes that read or write the store. */
export const storeRefusals = ['store-unavailable'] as const satisfies ProblemCode[];
/** Of those that need the workers too. */
export const readinessRefusals = [
  ...storeRefusals,
  'redis-unavailable',
] as const satisfies ProblemCode[];

/** Answered before a route is known, to what is no HTTP or comes too slowly. */
const earlyRefusals = [
  'not-understood',
  'timed-out',
  'headers-too-large',
] as const satisfies ProblemCode[];

export interface DescribedRoute {
  readonly method: string;
  readonly url: string;
  readonly refusals?: readonly ProblemCode[] | undefined;
  readonly refusesInOwnWords?: boolean | undefined;
}

/** Every refusal of a route: its own, the guard's, and what is wrong with the request as such. */
export function refusalsOf(route: DescribedRoute): ProblemCode[] {
  const { method, url, refusals = [], refusesInOwnWords = false } = route;
  if (refusesInOwnWords) return [...earlyRefusals];
  const ofBodies: ProblemCode[] = method === 'GET' ? [] : ['too-large'];
  const all = [...earlyRefusals, ...guardRefusals(method, url), ...ofBodies, ...refusals];
  return [...new Set<ProblemCode>([...all, 'internal'])];
}
