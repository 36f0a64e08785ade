import { setImmediate } from 'node:timers/promises';
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

/** So many entries are parsed without a pause: some milliseconds. A list that may not have more is refused with its first slice. */
export const sliceLength = 10_001;

/** Where lists are that are longer than a slice: the names of the fields that lead there. */
function longLists(raw: unknown, depth = 2): string[][] {
  if (Array.isArray(raw)) return raw.length > sliceLength ? [[]] : [];
  if (depth === 0 || ownValues(raw).length === 0) return [];
  return Object.entries(raw ?? {}).flatMap(([name, value]) =>
    longLists(value, depth - 1).map((way) => [name, ...way]),
  );
}

function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  return name === undefined ? value : at(Reflect.get(Object(value), name), rest);
}

/** The same with another list there, which must be of the same kind. */
function withList<Value>(value: Value, way: readonly string[], list: unknown): Value;
function withList(value: unknown, [name, ...rest]: readonly string[], list: unknown): unknown {
  if (name === undefined) return list;
  return { ...Object(value), [name]: withList(at(value, [name]), rest, list) };
}

/** The same as `understand`, with a long list parsed slice by slice, so that a window can be used meanwhile. */
async function understandInSlices<C extends Channel>(channel: C, raw: unknown) {
  const [way, other] = longLists(raw);
  if (way === undefined) return understand(channel, raw);
  const list = at(raw, way);
  if (other !== undefined || !Array.isArray(list)) return null;
  const entries: unknown[] = [];
  let first: { readonly data: RequestInput<C> } | null = null;
  for (let from = 0; from < list.length; from += sliceLength) {
    // Also before the first slice: in this turn Electron has read the whole list.
    await setImmediate();
    const slice = list.slice(from, from + sliceLength);
    const parsed = understand(channel, withList(raw, way, slice));
    if (parsed === null) return null;
    const parsedSlice = at(parsed.data, way);
    if (!Array.isArray(parsedSlice)) return null;
    for (const entry of parsedSlice) entries.push(entry);
    first ??= parsed;
  }
  return first && { data: withList(first.data, way, entries) };
}

/** Sender → schema → handler → Result, the same for every channel. A bug becomes `internal` and a log entry; it never rejects. */
export async function answerRequest<C extends Channel>(
  channel: C,
  request: IncomingRequest,
  { handlers, log }: { readonly handlers: HandlersFor<C>; readonly log: Log },
): Promise<Outcome<C>> {
  if (!request.isTrusted) return refuse('not-allowed', 'This page may not ask for that.');
  if (isTooLong(request.raw)) return tooMuch();
  const parsed = await understandInSlices(channel, request.raw);
  if (parsed === null) return refuse('not-understood', 'The request was not understood.');
  try {
    return await handlers[channel](parsed.data);
  } catch (error) {
    log(channel, error);
    return refuse('internal', fullDiskLine(error) ?? 'Something went wrong inside Thumbline.');
  }
}
