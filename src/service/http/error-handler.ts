import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailableError } from '../store/store.ts';
import { problemBody, type ProblemCode, Refusal, statusOf } from './problems.ts';

/** What the libraries throw, in our words. Anything else is a bug. */
function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof StoreUnavailableError) return 'store-unavailable';
  // Its sender went away or was cut off: nobody reads the answer, and it is no bug.
  if (error.code === 'ECONNRESET') return 'timed-out';
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return 'too-large';
  if (error.statusCode === 413) return 'too-large';
  if (error.statusCode === 404) return 'not-found';
  if (error.statusCode !== undefined && error.statusCode < 500) return 'not-understood';
  return 'internal';
}

/** Every error as a refusal. What the libraries say is shown only where it is about the request itself. */
export function refusalOf(error: FastifyError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  return new Refusal(code, code === 'not-understood' ? { message: error.message } : {});
}

/** What holds for a refusal in whatever words it is told. */
export function beginRefusal(reply: FastifyReply, { code, waitSeconds }: Refusal): FastifyReply {
  if (waitSeconds !== null) reply.header('retry-after', waitSeconds);
  // What is left of a refused upload is not worth reading.
  if (code === 'too-large') reply.header('connection', 'close');
  return reply.code(statusOf(code));
}

/** Only who runs the service can do something about these. */
export function logTrouble(error: Error, { code }: Refusal, { log }: FastifyRequest): void {
  if (code === 'internal') log.error(error);
  else if (code === 'store-unavailable') log.warn(error);
}

/** The one place where a request ends in `{"error": {code, message}}`. */
export function answerError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const refusal = refusalOf(error);
  logTrouble(error, refusal, request);
  void beginRefusal(reply, refusal).send(problemBody(refusal.code, refusal.message));
}
