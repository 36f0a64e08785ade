import { z } from 'zod';
import { outwardReport } from '../../browser/outward-report.ts';
import type { Service } from '../../service.ts';
import type { App } from '../app.ts';
import { notReady } from '../problem-responses.ts';
import { Refusal } from '../problems.ts';

/** Whether the process lives, whether it can work, and figures for Prometheus. */
export function addHealthRoutes(app: App, service: Service): void {
  const { store, farm, metrics } = service;
  const tags = ['health'];

  app.get('/healthz', {
    schema: {
      tags,
      summary: 'The process answers',
      response: { 200: z.object({ status: z.literal('ok') }) },
    },
    handler: () => ({ status: 'ok' as const }),
  });

  app.get('/readyz', {
    schema: {
      tags,
      summary: 'Uploads can be taken: the store, and Redis if there is one, answer',
      response: { 200: z.object({ status: z.literal('ready') }), ...notReady },
    },
    async handler() {
      await store.check();
      const problem = await farm?.health.check();
      if (problem) throw new Refusal('redis-unavailable', { message: problem });
      return { status: 'ready' as const };
    },
  });

  app.get('/monitor', {
    schema: {
      tags,
      summary: 'What the workers do, how many tasks wait, how long pictures take, what fails',
    },
    handler: () => outwardReport(service),
  });

  app.get('/metrics', {
    schema: { tags, summary: 'For Prometheus' },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.read()),
  });
}
