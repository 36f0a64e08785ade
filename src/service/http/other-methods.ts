import { METHODS } from 'node:http';
import type { HTTPMethods } from 'fastify';
import type { App } from './server.ts';
import { Refusal } from './problems.ts';

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
