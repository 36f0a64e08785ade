import { METHODS } from 'node:http';
import type { FastifyInstance, FastifySchemaCompiler, HTTPMethods } from 'fastify';
import type { z } from 'zod';
import { asSentence, misfitWords } from '../../shared/words/misfit-words.ts';
import { Refusal } from './problems.ts';
import type { App } from './server.ts';

/**
 * Notes the methods of every route that is added from now on. What it returns is called after the last of them, and
 * answers all other methods of their addresses with 405 and `Allow`.
 */
export function refuseOtherMethods(app: App): () => void {
  const methodsOf = new Map<string, Set<HTTPMethods>>();
  let isDone = false;
  app.addHook('onRoute', ({ url, method, prefix }) => {
    // Libraries' own pages have a prefix, and answer for themselves.
    if (isDone || prefix !== '') return;
    const methods = methodsOf.get(url) ?? new Set();
    [method].flat().forEach((known) => methods.add(known));
    methodsOf.set(url, methods);
  });
  return () => {
    isDone = true;
    // Those of WebDAV and others that Fastify does not know by itself. A CONNECT never becomes a request.
    for (const method of METHODS) {
      const isKnown = method === 'CONNECT' || app.supportedMethods.includes(method);
      if (!isKnown) app.addHttpMethod(method);
    }
    for (const [url, methods] of methodsOf) {
      const others = app.supportedMethods.filter((method) => !methods.has(method));
      if (others.length === 0) continue;
      const allow = [...methods].toSorted().join(', ');
      app.route({
        url,
        method: others,
        schema: { hide: true },
        onRequest(_request, reply, done) {
          reply.header('allow', allow);
          done(new Refusal('method-not-allowed'));
        },
        handler: () => undefined,
      });
    }
  };
}

/** Parses parts of a request with their schemas; the refusal says in one sentence what does not fit. */
export const validateParts: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (raw: unknown) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return { value: parsed.data };
    const message = asSentence(misfitWords(schema, parsed.error));
    return { error: new Refusal('not-understood', { message }) };
  };
};

/**
 * In this scope a body of any type but a multipart form is not parsed: the handler reads or refuses it. One that
 * declares more than `mostBytes` is refused before a byte of it is read or, with `Expect: 100-continue`, asked for.
 */
export function leaveBodiesToHandlers(scope: FastifyInstance, mostBytes: number): void {
  scope.removeContentTypeParser(['application/json', 'text/plain']);
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.addHook('onRequest', ({ headers }, _reply, done) => {
    const isTooLarge = Number(headers['content-length'] ?? 0) > mostBytes;
    done(isTooLarge ? new Refusal('too-large') : undefined);
  });
}

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** For pages that bring no policy of their own, which are those of libraries: whatever they ask for is asked here. */
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Nothing of ours is guessed at, framed or read by other sites, and no page of ours asks them for anything. */
export function addSafeHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  app.addHook('onSend', async (_request, reply) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    if (isPage && !reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', pagePolicy);
    }
  });
}
