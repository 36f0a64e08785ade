import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './problems.ts';
import { tokenOf } from './token-of.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: a fingerprint of the token, never the token. */
    submitter: string;
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
const isReading = (request: FastifyRequest) => ['GET', 'HEAD'].includes(request.method);
/** Health is for everybody; the page holds nothing but itself, and takes the token of its address. */
const isOpen = (path: string) => /^\/(?:healthz|readyz|page\/.*)?$/.test(path);

function isAmong(tokens: readonly string[], token: string): boolean {
  const asked = digest(token);
  return tokens.filter((known) => timingSafeEqual(digest(known), asked)).length > 0;
}

/** A name that a hostile site points at this machine is no name of ours. */
function checkHost(request: FastifyRequest, hosts: readonly string[] | null): void {
  const name = request.hostname.toLowerCase();
  if (hosts !== null && !hosts.includes(name)) throw new Refusal('host-refused');
}

/** Browsers name the page's origin on whatever changes something; programs name none. */
function checkOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (isReading(request) || origin === undefined) return;
  if (URL.parse(origin)?.host !== request.headers.host) throw new Refusal('origin-refused');
}

function checkToken(request: FastifyRequest, rules: AccessRules): void {
  const { tokens, readOnlyTokens } = rules;
  if (tokens.length + readOnlyTokens.length === 0) return;
  const token = tokenOf(request);
  if (token === null) throw new Refusal('token-missing');
  const isFull = isAmong(tokens, token);
  const isAllowed = isFull || (isReading(request) && isAmong(readOnlyTokens, token));
  if (!isAllowed) throw new Refusal('token-refused');
  request.submitter = digest(token).toString('hex').slice(0, 12);
}

/** Looks at every request before its body is read. */
export function guardAccess(app: FastifyInstance, rules: AccessRules): void {
  app.decorateRequest('submitter', 'local');
  app.addHook('onRequest', (request, _reply, done) => {
    checkHost(request, rules.hosts);
    checkOrigin(request);
    const path = request.url.split('?', 1)[0] ?? '';
    if (!isOpen(path)) checkToken(request, rules);
    done();
  });
}
