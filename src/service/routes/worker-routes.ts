import { z } from 'zod';
import { FarmWorker, JobCount } from '../../shared/ipc/monitor.ts';
import { endsElsewhere, publicWorkers } from '../public-view/public-report.ts';
import type { Service } from '../service.ts';
import { JobsOrder } from '../workers/workers.ts';
import type { App } from '../http/server.ts';
import { sampleWorker } from '../http/document/samples.ts';
import { Refusal } from '../http/problems.ts';

const tags = ['workers'];

const WorkerList = z
  .object({ workers: z.array(FarmWorker.meta({ id: 'Worker' })) })
  .meta({ id: 'WorkerList', examples: [{ workers: [sampleWorker] }] });

const EndingWorker = JobsOrder.pick({ name: true }).meta({
  examples: [{ name: 'studio-4711-9f3c' }],
});

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

  app.delete('/workers/:name', {
    config: { refusals: ['not-found', 'not-possible', 'redis-unavailable'] },
    schema: {
      operationId: 'endWorker',
      tags,
      summary: 'Shut a worker of a farm down',
      description:
        'It finishes what it has, takes no more, and ends; the list shows it as `draining` until then. What keeps it running, such as a container, may start another.',
      params: JobsOrder.pick({ name: true }),
      response: { 202: EndingWorker },
    },
    async handler({ params: { name } }, reply) {
      const answer = await service.workers.end(name);
      if (answer === 'not-possible') throw new Refusal(answer, { message: endsElsewhere });
      if (answer !== 'told') throw new Refusal(answer);
      return reply.code(202).send({ name });
    },
  });
}
