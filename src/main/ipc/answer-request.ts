import {
  type AnswerOf,
  type Channel,
  longestList,
  parseInput,
  type RequestInput,
} from '../../shared/ipc/contract.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { fullDiskLine } from '../../engine/files/index.ts';
import type { Result } from '../../shared/result.ts';
import type { Log } from '../log.ts';

type Outcome<C extends Channel> = Result<AnswerOf<C>, Problem>;
export type Handler<C extends Channel> = (
  input: RequestInput<C>,
) => Outcome<C> | Promise<Outcome<C>>;

/** One handler a channel. Handlers get parsed input and answer with a Result. */
export type Handlers = { readonly [C in Channel]: Handler<C> };
/** The handlers of one subject. */
export type HandlersFor<C extends Channel> = Pick<Handlers, C>;

export interface IncomingRequest {
  readonly isTrusted: boolean;
  readonly raw: unknown;
}

const tooMuch = () =>
  refuse('not-possible', 'That is too much at once. Add the folder instead, or fewer files.');

const ownValues = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
    ? Object.values(value)
    : [];

/**
 * Whether a list is longer than any may be, here, in a field, or in a field of a field. Asked before the schema, which looks
 * at each entry before it counts them: a million paths would hold up main for seconds.
 */
function isTooLong(raw: unknown, depth = 2): boolean {
  if (Array.isArray(raw)) return raw.length > longestList;
  return depth > 0 && ownValues(raw).some((value) => isTooLong(value, depth - 1));
}

/** Null for what no such request looks like. */
function understand<C extends Channel>(channel: C, raw: unknown) {
  try {
    const parsed = parseInput(channel, raw);
    return parsed.success ? parsed : null;
  } catch {
    // Zod freezes what it has read, also when it read wrongly; a typed array cannot be frozen.
    return null;
  }
}

/** Sender → schema → handler → Result, the same for every channel. A bug becomes `internal` and a log entry; it never rejects. */
export async function answerRequest<C extends Channel>(
  channel: C,
  request: IncomingRequest,
  { handlers, log }: { readonly handlers: HandlersFor<C>; readonly log: Log },
): Promise<Outcome<C>> {
  if (!request.isTrusted) return refuse('not-allowed', 'This page may not ask for that.');
  if (isTooLong(request.raw)) return tooMuch();
  const parsed = understand(channel, request.raw);
  if (parsed === null) return refuse('not-understood', 'The request was not understood.');
  try {
    return await handlers[channel](parsed.data);
  } catch (error) {
    log(channel, error);
    return refuse('internal', fullDiskLine(error) ?? 'Something went wrong inside Thumbline.');
  }
}
