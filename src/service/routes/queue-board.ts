import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import { answerError } from '../http/error-handler.ts';
import { Refusal } from '../http/problems.ts';
import type { Farm } from '../farm/farm.ts';

const path = '/queues';
/** Fonts of another host. */
const linkElsewhere = /<link\b[^>]*\bhref="https?:[^>]*>/gi;

/** The queue's raw view. It only shows: what is changed behind the ledger's back would be undone by it. */
export async function addQueueBoard(app: FastifyInstance, { queue, health }: Farm): Promise<void> {
  const server = new FastifyAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: true })],
    serverAdapter: server,
  });
  await app.register(
    async (board) => {
      // Its questions would wait for Redis as long as it is away.
      board.addHook('onRequest', async (request, reply) => {
        if (health.problem === null) return undefined;
        answerError(new Refusal('redis-unavailable'), request, reply);
        return reply;
      });
      // The policy of our pages refuses these anyway; a page that does not ask is quicker there.
      board.addHook('onSend', async (_request, _reply, payload) =>
        typeof payload === 'string' ? payload.replaceAll(linkElsewhere, '') : payload,
      );
      await board.register(server.registerPlugin());
    },
    { prefix: path },
  );
}
