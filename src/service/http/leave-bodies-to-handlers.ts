import type { FastifyInstance } from 'fastify';
import { Refusal } from './problems.ts';

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
