import { z } from 'zod';
import { ProblemBody } from '../../shared/service/submission.ts';

/** Every way a request can be refused: its status and one plain line. */
const table = {
  'no-file': [400, 'Send the picture as the multipart field "file".'],
  'no-file-name': [400, 'The multipart field "file" holds no file.'],
  'more-than-one-file': [400, 'Send one picture a request: the field "file" came more than once.'],
  'too-many-parts': [400, 'The multipart form has too many parts.'],
  'form-unreadable': [
    400,
    'The multipart form cannot be read. It has no boundary, or it breaks off.',
  ],
  'zip-unreadable': [400, 'The ZIP cannot be read. It is damaged or encrypted, or it breaks off.'],
  'bad-recipe': [400, 'The recipe or preset cannot be understood.'],
  'not-understood': [400, 'The request cannot be understood.'],
  'cookie-unreadable': [400, 'The cookie thumbline_token cannot be read. Open /?token=… again.'],
  'token-missing': [401, 'This service wants a token: Authorization: Bearer …'],
  'token-refused': [403, 'This token does not allow that.'],
  'host-refused': [403, 'This service does not answer to that host name.'],
  'origin-refused': [403, 'Other sites may not change anything here.'],
  'not-found': [404, 'There is no such thing here.'],
  'method-not-allowed': [405, 'This address does not know that method. See the header Allow.'],
  'timed-out': [408, 'The request took too long to arrive.'],
  'not-possible': [409, 'That is not possible in the state the task is in.'],
  'too-large': [413, 'The upload is larger than this service takes.'],
  'not-an-image': [415, 'The bytes are not those of a picture.'],
  'range-not-satisfiable': [416, 'The picture has no such bytes.'],
  'key-reused': [422, 'This Idempotency-Key was used for another upload. Choose a new one.'],
  'not-made': [422, 'The picture cannot be made.'],
  'headers-too-large': [431, 'The headers of the request are too large.'],
  'queue-full': [429, 'The queue is full. Try again later.'],
  'too-many-downloads': [429, 'Too many downloads at once. Try again when one has ended.'],
  'too-many-readers': [429, 'Too many readers of events at once. Close some of them.'],
  'too-many-batches': [429, 'Too many batches arrive at once. Try again when one is there.'],
  'too-many-waiting': [429, 'Too many requests wait for pictures at once. Try again later.'],
  'too-many-requests': [429, 'Too many requests in one minute. Try again later.'],
  internal: [500, 'Something went wrong inside Thumbline.'],
  'store-unavailable': [503, 'The store cannot be reached. Try again later.'],
  'redis-unavailable': [503, 'Redis cannot be reached. Try again later.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type ProblemCode = keyof typeof table;

const isCode = (code: string): code is ProblemCode => code in table;
const ProblemCode = z.enum(Object.keys(table).filter(isCode));
/** A refusal as the document has it: with the codes that there are. */
export const Problem = z
  .object({ error: ProblemBody.shape.error.extend({ code: ProblemCode }) })
  .meta({ id: 'Problem', examples: [problemBody('not-found')] });

/** How long a client should wait before it tries again. Seconds. */
const waitSeconds: Partial<Record<ProblemCode, number>> = {
  'queue-full': 5,
  'too-many-downloads': 10,
  'too-many-readers': 10,
  'too-many-batches': 10,
  'too-many-waiting': 10,
  'store-unavailable': 10,
  'redis-unavailable': 10,
};

/** Whether the refusal says in `Retry-After` how long to wait. */
export function saysWhen(code: ProblemCode): boolean {
  return code === 'too-many-requests' || waitSeconds[code] !== undefined;
}

export function statusOf(code: ProblemCode): number {
  return table[code][0];
}

export function problemBody(code: ProblemCode, message?: string): ProblemBody {
  return { error: { code, message: message ?? table[code][1] } };
}

/** A refusal on its way to the error handler, the one place that answers with it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  /** When it is worth trying again; null when that is not known. */
  readonly waitSeconds: number | null;

  constructor(code: ProblemCode, more: { message?: string; waitSeconds?: number } = {}) {
    super(more.message ?? table[code][1]);
    this.code = code;
    this.waitSeconds = more.waitSeconds ?? waitSeconds[code] ?? null;
  }
}
