import type { Service } from '../service.ts';
import type { App } from '../http/server.ts';
import { About } from '../http/document/answers.ts';
import { readinessRefusals } from '../http/document/route-document.ts';
import { Refusal } from '../http/problems.ts';

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
