import type { Service } from '../../service.ts';
import type { App } from '../app.ts';
import { About } from '../document/answers.ts';
import { readinessRefusals } from '../document/route-document.ts';
import { Refusal } from '../problems.ts';

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
      return { service: 'thumbline' as const, version, workers: atOnce(), mayConvert };
    },
  });
}
