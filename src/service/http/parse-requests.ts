import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { asSentence, misfitWords } from '../../shared/words/misfit-words.ts';
import { Refusal } from './problems.ts';

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
