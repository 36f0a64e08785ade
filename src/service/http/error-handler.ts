import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailableError } from '../store/store.ts';
import { problemBody, type ProblemCode, Refusal, retryAfterOf, statusOf } from './problems.ts';

/** What the libraries throw, in our words. Anything else is a bug. */
function codeOf(error: FastifyError | Refusal): ProblemCode {
  if (error instanceof Refusal) return error.code;
  if (error instanceof StoreUnavailableError) return 'store-unavailable';
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return 'too-large';
  if (error.statusCode === 413) return 'too-large';
  if (error.statusCode === 404) return 'not-found';
  if (error.statusCode !== undefined && error.statusCode < 500) return 'not-understood';
  return 'internal';
}

/** The one place where a request ends in `{"error": {code, message}}`. */
export function answerError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const code = codeOf(error);
  if (code === 'internal') request.log.error(error);
  const wait = retryAfterOf(code);
  if (wait !== null) reply.header('retry-after', wait);
  // What is left of a refused upload is not worth reading.
  if (code === 'too-large') reply.header('connection', 'close');
  const isOurs = error instanceof Refusal || code === 'not-understood';
  void reply.code(statusOf(code)).send(problemBody(code, isOurs ? error.message : undefined));
}
