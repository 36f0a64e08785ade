import type { FastifySchemaCompiler } from 'fastify';
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
