import { ok } from '../../shared/result.ts';
import type { ServerChoices } from '../server/server-choices.ts';
import type { HandlersFor } from './answer-request.ts';

type Channels = 'server:report' | 'server:choose' | 'server:leave' | 'server:check';

export function serverRequests(server: ServerChoices): HandlersFor<Channels> {
  return {
    'server:report': () => ok(server.report()),
    'server:choose': async ({ address, token }) => ok(await server.choose(address, token ?? null)),
    'server:leave': () => ok(server.leave()),
    'server:check': async () => ok(await server.check()),
  };
}
