import { notOk, type Result } from '../../shared/result.ts';
import type { ServerChoice } from './server-choice.ts';
import { away, type RemoteError, remoteErrorOf } from './remote-error.ts';
import { type IdleWatch, watchIdle } from './waiting.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the server's address; what in it came from elsewhere is encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Told of the watch, so that each part sent counts as a sign of life. */
  readonly body?: (watch: IdleWatch) => AsyncGenerator<Uint8Array>;
  /** How long nothing may happen. Milliseconds. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** Reads what a good answer holds. */
export type Take<Value> = (
  response: Response,
  watch: IdleWatch,
) => Promise<Result<Value, RemoteError>>;

function headersFor({ token }: ServerChoice, call: Call): Record<string, string> {
  const identity = token === null ? {} : { authorization: `Bearer ${token}` };
  return { 'accept-encoding': 'identity', ...call.headers, ...identity };
}

/** Takes each part only when it can be sent. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => void (await parts.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}

/**
 * One request. Follows no redirection, sends nothing to anybody but the server itself, and never waits for ever.
 * Never rejects: no answer, or one that breaks off, is `away`.
 */
export async function askServer<Value>(
  choice: ServerChoice,
  call: Call,
  take: Take<Value>,
): Promise<Result<Value, RemoteError>> {
  const watch = watchIdle(call.idleMs, call.signal);
  let response: Response | null = null;
  try {
    response = await fetch(`${choice.address}${call.path}`, {
      method: call.method,
      headers: headersFor(choice, call),
      redirect: 'manual',
      signal: watch.signal,
      ...(call.body && { body: streamOf(call.body(watch)), duplex: 'half' as const }),
    });
    watch.touch();
    const trouble = remoteErrorOf(response);
    return trouble ? notOk(trouble) : await take(response, watch);
  } catch {
    return notOk(away);
  } finally {
    if (response?.bodyUsed === false) await response.body?.cancel().catch(() => undefined);
    watch.close();
  }
}
