import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../../engine/index.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { createSettlements } from '../events/settlements.ts';
import { createClientLimit } from '../http/limits.ts';
import { preferredWait } from '../http/preferences.ts';
import { allowSilence } from '../http/silence.ts';
import type { App } from '../http/server.ts';

/** For each client. Each costs a connection and about 20 KB. */
const waitersAtOnce = 500;

/** One request that waits for what becomes of a task. */
export interface Wait {
  /** The task once it is settled or the time is over; null if it is removed meanwhile. */
  until(taskId: TaskId): Promise<Task | null>;
}

export interface Waits {
  /**
   * Null when the request asks for no wait. Refuses a client of which too many wait already; best called before a body is
   * read. `seconds` is what its address says, which goes before its header.
   */
  begin(request: FastifyRequest, reply: FastifyReply, seconds: number | undefined): Wait | null;
}

export function createWaits(app: App, engine: Engine): Waits {
  const limit = createClientLimit(waitersAtOnce, 'too-many-waiting');
  const settlements = createSettlements(engine);
  // Whoever waits is answered with how far it is; they must not hold up the end of the service.
  app.addHook('preClose', (done) => {
    settlements.close();
    done();
  });

  return {
    begin(request, reply, inAddress) {
      const preferred = preferredWait([request.headers['prefer']].flat().join(','));
      const seconds = inAddress ?? preferred ?? 0;
      if (seconds === 0) return null;
      limit(request, reply);
      if (inAddress === undefined) reply.header('preference-applied', `wait=${seconds}`);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      if (reply.raw.destroyed) gone.abort();
      return {
        async until(taskId) {
          const endSilence = allowSilence(request);
          const patience = { limitMs: seconds * 1000, signal: gone.signal };
          return settlements.wait(taskId, patience).finally(endSilence);
        },
      };
    },
  };
}
