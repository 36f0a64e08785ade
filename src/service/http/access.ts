import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, Refusal } from './problems.ts';
import type { RequestLimit } from './limits.ts';
import { tokenOf } from './token-of.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: a fingerprint of the token, never the token. */
    submitter: string;
    /** False for a token that may only look. */
    mayChange: boolean;
    /** On the first page, which is open to all: whether who asks would be refused elsewhere. */
    isStranger: boolean;
  }
  interface FastifyContextConfig {
    /** Whoever may look may ask for it, though it is sent as if it changed something. */
    changesNothing?: boolean;
  }
}

export interface AccessRules {
  /** Full access. With none, everybody on this machine has it. */
  readonly tokens: readonly string[];
  readonly readOnlyTokens: readonly string[];
  /** Host names this service answers to, without port; null: any. */
  readonly hosts: readonly string[] | null;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isFetch = (method: string) => method === 'GET' || method === 'HEAD';
const isFetched = ({ method }: FastifyRequest) => isFetch(method);
const isReading = (request: FastifyRequest) =>
  isFetched(request) || request.routeOptions.config.changesNothing === true;
/** Health is for everybody; the page holds nothing but itself, and asks for the token. */
export const isOpen = (path: string) => /^\/(?:healthz|readyz|login|logout|page\/.*)?$/.test(path);
/** Asked every few seconds by whatever keeps the service running, and cheap. */
const isProbe = (path: string) => path === '/healthz' || path === '/readyz';
const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? '';

function isAmong(tokens: readonly string[], token: string): boolean {
  const asked = digest(token);
  return tokens.filter((known) => timingSafeEqual(digest(known), asked)).length > 0;
}

/** A name that a hostile site points at this machine is no name of ours. */
function isOurHost(request: FastifyRequest, hosts: readonly string[] | null): boolean {
  return hosts === null || hosts.includes(request.hostname.toLowerCase());
}

/** Browsers name the page's origin on whatever changes something; programs name none. */
function isOurPage(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (isFetched(request) || origin === undefined) return true;
  return URL.parse(origin)?.host === request.headers.host;
}

const tokenRefusals = [
  'cookie-unreadable',
  'token-missing',
  'token-refused',
] as const satisfies ProblemCode[];
type TokenRefusal = (typeof tokenRefusals)[number];

function tokenProblem(request: FastifyRequest, rules: AccessRules): TokenRefusal | null {
  const { tokens, readOnlyTokens } = rules;
  if (tokens.length + readOnlyTokens.length === 0) return null;
  const found = tokenOf(request);
  if (!found.ok) return found.problem;
  const token = found.value;
  if (token === null) return 'token-missing';
  request.mayChange = isAmong(tokens, token);
  const isAllowed = request.mayChange || (isReading(request) && isAmong(readOnlyTokens, token));
  if (!isAllowed) return 'token-refused';
  request.submitter = digest(token).toString('hex').slice(0, 12);
  return null;
}

/** Whether it lets somebody in, if only to look. */
export function knowsToken({ tokens, readOnlyTokens }: AccessRules, token: string): boolean {
  return isAmong([...tokens, ...readOnlyTokens], token);
}

function problemOf(request: FastifyRequest, rules: AccessRules): ProblemCode | null {
  if (!isOurHost(request, rules.hosts)) return 'host-refused';
  if (!isOurPage(request)) return 'origin-refused';
  const path = pathOf(request);
  if (path === '/') request.isStranger = tokenProblem(request, rules) !== null;
  return isOpen(path) ? null : tokenProblem(request, rules);
}

/** What the guard may answer with on a route, whatever the route is about. */
export function guardRefusals(method: string, url: string): ProblemCode[] {
  return [
    'host-refused',
    ...(isFetch(method) ? [] : (['origin-refused'] as const)),
    ...(isOpen(url) ? [] : tokenRefusals),
    ...(isProbe(url) ? [] : (['too-many-requests'] as const)),
  ];
}

/** The submitter of all requests where no token is wanted. */
export const nobody = 'local';

export interface Guard {
  readonly limit: RequestLimit;
  /** Ends a request that is turned away, also where a plugin would answer errors in its own words. */
  readonly answer: (refusal: Refusal, request: FastifyRequest, reply: FastifyReply) => void;
}

/** Looks at every request before its body is read. Whoever tries out tokens is slowed down too. */
export function guardAccess(
  app: FastifyInstance,
  rules: AccessRules,
  { limit, answer }: Guard,
): void {
  app.decorateRequest('submitter', nobody);
  app.decorateRequest('mayChange', true);
  app.decorateRequest('isStranger', false);
  app.addHook('onRequest', async (request, reply) => {
    const problem = problemOf(request, rules);
    const sender = request.submitter === nobody ? 'address' : 'token';
    const isSpent = !isProbe(pathOf(request)) && (await limit(request, sender));
    const refusal = isSpent || (problem !== null && new Refusal(problem));
    if (!refusal) return undefined;
    answer(refusal, request, reply);
    return reply;
  });
}
