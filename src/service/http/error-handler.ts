import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailableError } from '../store/store.ts';
import { sendAndClose } from './unread-bodies.ts';
import { problemBody, type ProblemCode, Refusal, statusOf } from './problems.ts';

/** What the libraries throw, in our words. Anything else is a bug. */
function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof StoreUnavailableError) return 'store-unavailable';
  // Its sender went away or was cut off: nobody reads the answer, and it is no bug.
  if (error.code === 'ECONNRESET') return 'timed-out';
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return 'too-large';
  // Too many files, fields or parts, which has nothing to do with bytes.
  if (/^FST_(?:FILES|FIELDS|PARTS)_LIMIT$/.test(error.code)) return 'too-many-parts';
  if (error.statusCode === 413) return 'too-large';
  if (error.statusCode === 404) return 'not-found';
  if (error.statusCode !== undefined && error.statusCode < 500) return 'not-understood';
  return 'internal';
}

/** Where Fastify's code for a body tells what to send instead. */
const bodyWords: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send JSON.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body is of a kind that is not taken here.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its header says.',
};

/** Every error as a refusal. What a library says is for the log only. */
export function refusalOf(error: FastifyError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  const message = bodyWords[error.code];
  return new Refusal(codeOf(error), message === undefined ? {} : { message });
}

/** What holds for a refusal in whatever words it is told. */
export function beginRefusal(reply: FastifyReply, { code, waitSeconds }: Refusal): FastifyReply {
  if (waitSeconds !== null) reply.header('retry-after', waitSeconds);
  return reply.code(statusOf(code));
}

/** Clients that speak broken HTTP. A line in the log helps whoever looks for the reason; a stack would not. */
const brokenRequests: ReadonlySet<ProblemCode> = new Set([
  'not-understood',
  'form-unreadable',
  'cookie-unreadable',
  'method-not-allowed',
]);

/** Only who runs the service can do something about a bug or a store that is away. */
export function logTrouble(error: Error, { code }: Refusal, { log, method }: FastifyRequest): void {
  if (code === 'internal') log.error(error);
  else if (code === 'store-unavailable') log.warn(error);
  else if (brokenRequests.has(code)) log.info({ code, method }, error.message);
}

/** The one place where a request ends in `{"error": {code, message}}`. */
export function answerError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const refusal = refusalOf(error);
  logTrouble(error, refusal, request);
  void beginRefusal(reply, refusal);
  void sendAndClose(request, reply, problemBody(refusal.code, refusal.message));
}
