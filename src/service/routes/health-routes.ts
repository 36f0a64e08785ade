import { z } from 'zod';
import { waitingLine } from '../../shared/task/hold-words.ts';
import { laterWishes } from '../../shared/task/recipe.ts';
import { About, Monitor, textOf } from '../http/document/answers.ts';
import { readinessRefusals } from '../http/document/route-document.ts';
import { Refusal } from '../http/problems.ts';
import type { App } from '../http/server.ts';
import { publicReport } from '../public-view/public-report.ts';
import type { Service } from '../service.ts';

/** What another Thumbline asks before it sends pictures, and every half minute from then on. */
export function addAboutRoute(app: App, { store, farm, workers }: Service, version: string): void {
  const atOnce = () => workers.list().reduce((sum, { jobs }) => sum + jobs, 0);

  app.get('/about', {
    config: { refusals: readinessRefusals },
    schema: {
      operationId: 'getAbout',
      tags: ['health'],
      summary: 'What this is, whether it can work, and whether you may send pictures',
      response: { 200: About },
    },
    async handler({ mayChange: mayConvert }) {
      await store.check();
      const problem = await farm?.health.check();
      if (problem) throw new Refusal('redis-unavailable', { message: problem });
      const own = { version, workers: atOnce(), knows: [...laterWishes] };
      return { service: 'thumbline' as const, ...own, mayConvert };
    },
  });
}

const Live = z
  .object({
    status: z.literal('ok'),
    waiting: z
      .string()
      .optional()
      .describe('Why the queue holds on by itself; left out while it does not'),
  })
  .meta({ examples: [{ status: 'ok' }] });
const Ready = z.object({ status: z.literal('ready') }).meta({ examples: [{ status: 'ready' }] });

/** Whether the process lives, whether it can work, and figures for Prometheus. */
export function addHealthRoutes(app: App, service: Service): void {
  const { store, farm, metrics, engine } = service;
  const holdNow = () => engine.snapshot().queue.hold;
  const tags = ['health'];

  app.get('/healthz', {
    schema: {
      operationId: 'getLiveness',
      tags,
      summary: 'The process answers',
      response: { 200: Live },
    },
    handler() {
      const hold = holdNow();
      return { status: 'ok' as const, ...(hold && { waiting: waitingLine(hold) }) };
    },
  });

  app.get('/readyz', {
    config: { refusals: readinessRefusals },
    schema: {
      operationId: 'getReadiness',
      tags,
      summary: 'Uploads can be taken: the store, and Redis if there is one, answer',
      response: { 200: Ready },
    },
    async handler() {
      await store.check();
      const problem = await farm?.health.check();
      if (problem) throw new Refusal('redis-unavailable', { message: problem });
      const hold = holdNow();
      // A decoder that rests keeps nobody from sending pictures.
      if (hold && hold.reason !== 'crash-loop') {
        throw new Refusal('store-unavailable', { message: waitingLine(hold) });
      }
      return { status: 'ready' as const };
    },
  });

  app.get('/monitor', {
    schema: {
      operationId: 'getMonitor',
      tags,
      summary: 'What the workers do, how many tasks wait, how long pictures take, what fails',
      response: { 200: Monitor },
    },
    handler: () => publicReport(service),
  });

  app.get('/metrics', {
    schema: {
      operationId: 'getMetrics',
      tags,
      summary: 'For Prometheus',
      response: { 200: textOf('Its text format', 'text/plain', 'thumbline_queue_waiting 0\n') },
    },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.read()),
  });
}
