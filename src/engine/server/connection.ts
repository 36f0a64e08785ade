import type { Result } from '../../shared/result.ts';
import type { AboutBody } from '../../shared/service/submission.ts';
import { isUsable, type ServerState } from '../../shared/server/server-state.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { createLeftovers } from './leftovers.ts';
import { createServerCalls, type ServerCalls } from './server-calls.ts';
import type { ServerChoice, ServerTiming } from './server-choice.ts';
import type { RemoteError } from './remote-error.ts';

/** One chosen server, from the choice until another one: asked at once how it is, and every half minute from then on. */
export interface Connection {
  readonly calls: ServerCalls;
  readonly state: ServerState;
  /** Fires when it is not the chosen one any more: nothing is sent to it from then on. */
  readonly closed: AbortSignal;
  /** Whether pictures can be made there, once that is known. */
  isUsable(): Promise<boolean>;
  /** Whether it would do all of this: one of an older version passes over what it does not know. */
  understands(wishes: readonly string[]): boolean;
  /** Asks again; several who ask at once share one answer. */
  recheck(): Promise<ServerState>;
  /** Makes the server forget this task, now or once it is back. */
  forget(id: TaskId): void;
  /** Waits a few seconds for the last of what is to be forgotten. */
  close(): Promise<void>;
}

/** A server that has heard too much of us is as it was. */
function stateAfter(answer: Result<AboutBody, RemoteError>, before: ServerState): ServerState {
  if (answer.ok) {
    const { workers, mayConvert } = answer.value;
    return mayConvert ? { kind: 'connected', workers } : { kind: 'refused' };
  }
  const { kind } = answer.problem;
  if (kind === 'refused' || kind === 'away') return { kind };
  if (kind !== 'busy') return { kind: 'strange' };
  return before.kind === 'connected' ? before : { kind: 'away' };
}

const isEqual = (one: ServerState, other: ServerState) =>
  JSON.stringify(one) === JSON.stringify(other);

export function connectTo(
  choice: ServerChoice,
  timing: ServerTiming,
  onState: (state: ServerState) => void,
): Connection {
  const calls = createServerCalls(choice, timing);
  const leftovers = createLeftovers(calls);
  const closing = new AbortController();
  let state: ServerState = { kind: 'checking' };
  let knows: readonly string[] = [];
  let asking: Promise<ServerState> | null = null;
  let clock: NodeJS.Timeout | null = null;

  const ask = async (): Promise<ServerState> => {
    if (clock !== null) clearTimeout(clock);
    const answer = await calls.about(closing.signal);
    if (answer.ok) knows = answer.value.knows ?? [];
    const next = stateAfter(answer, state);
    asking = null;
    if (closing.signal.aborted) return state;
    clock = setTimeout(() => void recheck(), timing.recheckMs).unref();
    if (next.kind === 'connected') leftovers.clear();
    if (isEqual(state, next)) return state;
    state = next;
    onState(state);
    return state;
  };
  const recheck = () => (asking ??= ask());
  void recheck();

  return {
    calls,
    closed: closing.signal,
    get state() {
      return state;
    },
    isUsable: async () =>
      isUsable(state.kind === 'checking' ? await (asking ?? Promise.resolve(state)) : state),
    understands: (wishes) => wishes.every((wish) => knows.includes(wish)),
    recheck,
    forget: (id) => leftovers.add(id),
    async close() {
      closing.abort();
      if (clock !== null) clearTimeout(clock);
      await leftovers.close();
    },
  };
}
