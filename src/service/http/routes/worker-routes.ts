import { z } from 'zod';
import { JobCount } from '../../../shared/ipc/monitor.ts';
import { outwardWorkers } from '../../browser/outward-report.ts';
import type { Service } from '../../service.ts';
import { JobsOrder } from '../../workers/workers.ts';
import type { App } from '../app.ts';
import { accessRefusals, notFound, notReady, notUnderstood } from '../problem-responses.ts';
import { Refusal } from '../problems.ts';

const tags = ['workers'];

const WorkerBody = z.object({
  name: z.string(),
  status: z.enum(['ready', 'draining']),
  jobs: z.int().describe('How many pictures it makes at once'),
  active: z.array(z.object({ name: z.string(), since: z.int() })),
  processed: z.int(),
  failed: z.int(),
  load: z.number().describe('Of its machine, over one minute'),
});

/** The programs that make the pictures, and how many each makes at once. */
export function addWorkerRoutes(app: App, service: Service): void {
  app.get('/workers', {
    schema: {
      tags,
      summary: 'The workers there are; without a farm the service is its own',
      response: { 200: z.object({ workers: z.array(WorkerBody) }), ...accessRefusals },
    },
    handler: () => ({
      workers: outwardWorkers(service).map((worker) => ({ ...worker, active: [...worker.active] })),
    }),
  });

  app.patch('/workers/:name', {
    schema: {
      tags,
      summary: 'Let a worker make more or fewer pictures at once',
      description:
        'From its next picture on, for as long as it lives; the list shows when it does.',
      params: JobsOrder.pick({ name: true }),
      body: z.object({ jobs: JobCount }),
      response: {
        202: JobsOrder,
        ...notUnderstood,
        ...accessRefusals,
        ...notFound,
        ...notReady,
      },
    },
    async handler({ params: { name }, body: { jobs } }, reply) {
      const answer = await service.workers.setJobs({ name, jobs });
      if (answer !== 'told') throw new Refusal(answer);
      return reply.code(202).send({ name, jobs });
    },
  });
}
