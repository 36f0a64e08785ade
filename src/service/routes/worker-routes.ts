import { z } from 'zod';
import { FarmWorker, JobCount } from '../../shared/ipc/monitor.ts';
import { publicWorkers } from '../public-view/public-report.ts';
import type { Service } from '../service.ts';
import { JobsOrder } from '../workers/workers.ts';
import type { App } from '../http/server.ts';
import { sampleWorker } from '../http/document/samples.ts';
import { Refusal } from '../http/problems.ts';

const tags = ['workers'];

const WorkerList = z
  .object({ workers: z.array(FarmWorker.meta({ id: 'Worker' })) })
  .meta({ id: 'WorkerList', examples: [{ workers: [sampleWorker] }] });

/** The programs that make the pictures, and how many each makes at once. */
export function addWorkerRoutes(app: App, service: Service): void {
  app.get('/workers', {
    schema: {
      operationId: 'listWorkers',
      tags,
      summary: 'The workers there are; without a farm the service is its own',
      response: { 200: WorkerList },
    },
    handler: () => ({ workers: publicWorkers(service) }),
  });

  app.patch('/workers/:name', {
    config: { refusals: ['not-found', 'redis-unavailable'] },
    schema: {
      operationId: 'setWorkerJobs',
      tags,
      summary: 'Let a worker make more or fewer pictures at once',
      description:
        'From its next picture on, for as long as it lives; the list shows when it does.',
      params: JobsOrder.pick({ name: true }),
      body: z.object({ jobs: JobCount }).meta({ examples: [{ jobs: 3 }] }),
      response: { 202: JobsOrder.meta({ examples: [{ name: 'service', jobs: 3 }] }) },
    },
    async handler({ params: { name }, body: { jobs } }, reply) {
      const answer = await service.workers.setJobs({ name, jobs });
      if (answer !== 'told') throw new Refusal(answer);
      return reply.code(202).send({ name, jobs });
    },
  });
}
