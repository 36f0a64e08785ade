import {
  type AnswerOf,
  type Channel,
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

/** Sender → schema → handler → Result, the same for every channel. A bug becomes `internal` and a log entry; it never rejects. */
export async function answerRequest<C extends Channel>(
  channel: C,
  request: IncomingRequest,
  { handlers, log }: { readonly handlers: HandlersFor<C>; readonly log: Log },
): Promise<Outcome<C>> {
  if (!request.isTrusted) return refuse('not-allowed', 'This page may not ask for that.');
  const parsed = parseInput(channel, request.raw);
  if (!parsed.success) return refuse('not-understood', 'The request was not understood.');
  try {
    return await handlers[channel](parsed.data);
  } catch (error) {
    log(channel, error);
    return refuse('internal', fullDiskLine(error) ?? 'Something went wrong inside Thumbline.');
  }
}
