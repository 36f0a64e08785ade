import { setImmediate } from 'node:timers/promises';
import {
  type AnswerOf,
  type Channel,
  parseInput,
  type RequestInput,
} from '../../shared/ipc/contract.ts';
import { tooMuchAtOnce } from '../../shared/ipc/list-parts.ts';
import { isTooLong, valueAt, waysToLists, withList } from '../../shared/ipc/long-lists.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { fullDiskLine } from '../../engine/files/index.ts';
import type { Result } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
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

/** Reads what was sent on a channel. */
type Parse<Input> = (
  raw: unknown,
) => { readonly success: true; readonly data: Input } | { readonly success: false };

/** Null for what no such request looks like. */
function understand<Input>(parse: Parse<Input>, raw: unknown) {
  try {
    const parsed = parse(raw);
    return parsed.success ? parsed : null;
  } catch {
    // Zod freezes what it has read, also when it read wrongly; a typed array cannot be frozen.
    return null;
  }
}

/** So many entries are parsed without a pause: some milliseconds. A list that may not have more is refused with its first slice. */
export const sliceLength = 10_001;

/** The same as `understand`, with a long list parsed slice by slice, so that a window can be used meanwhile. */
async function understandInSlices<Input>(parse: Parse<Input>, raw: unknown) {
  const [way, other] = waysToLists(raw, sliceLength);
  if (way === undefined) return understand(parse, raw);
  const list = valueAt(raw, way);
  if (other !== undefined || !Array.isArray(list)) return null;
  const entries: unknown[] = [];
  let first: { readonly data: Input } | null = null;
  for (let from = 0; from < list.length; from += sliceLength) {
    // Also before the first slice: what was sent past the preload has been read in this turn, the whole list of it.
    await setImmediate();
    const slice = list.slice(from, from + sliceLength);
    const parsed = understand(parse, withList(raw, way, slice));
    if (parsed === null) return null;
    const parsedSlice = valueAt(parsed.data, way);
    if (!Array.isArray(parsedSlice)) return null;
    for (const entry of parsedSlice) entries.push(entry);
    first ??= parsed;
  }
  return first && { data: withList(first.data, way, entries) };
}

interface Answering<Input, Value> {
  readonly parse: Parse<Input>;
  readonly handle: (input: Input) => Value | Promise<Value>;
  readonly onBug: (error: unknown) => void;
}

/** Sender → schema → handler → Result, the same for every channel of every window. A bug becomes `internal`; it never rejects. */
export async function answerWith<Input, Value>(
  request: IncomingRequest,
  { parse, handle, onBug }: Answering<Input, Value>,
): Promise<Value | Result<never, Problem>> {
  if (!request.isTrusted) return refuse('not-allowed', desktopWords('pageMayNotAsk'));
  // Before the schema, which looks at each entry before it counts them: a million paths would hold up main for seconds.
  if (isTooLong(request.raw)) return tooMuchAtOnce();
  const parsed = await understandInSlices(parse, request.raw);
  if (parsed === null) return refuse('not-understood', desktopWords('requestNotUnderstood'));
  try {
    return await handle(parsed.data);
  } catch (error) {
    onBug(error);
    return refuse(
      'internal',
      fullDiskLine(error) ?? desktopWords('somethingWentWrongInsideThumbline'),
    );
  }
}

/** Answers a channel of the contract. */
export async function answerRequest<C extends Channel>(
  channel: C,
  request: IncomingRequest,
  { handlers, log }: { readonly handlers: HandlersFor<C>; readonly log: Log },
): Promise<Outcome<C>> {
  return answerWith<RequestInput<C>, Outcome<C>>(request, {
    parse: (raw) => parseInput(channel, raw),
    handle: handlers[channel],
    onBug: (error) => log(channel, error),
  });
}
