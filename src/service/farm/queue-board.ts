import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import type { Farm } from './farm.ts';

const path = '/queues';

/** The queue's raw view. It only shows: what is changed behind the ledger's back would be undone by it. */
export async function addQueueBoard(app: FastifyInstance, { queue }: Farm): Promise<void> {
  const server = new FastifyAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: true })],
    serverAdapter: server,
  });
  await app.register(server.registerPlugin(), { prefix: path });
}
