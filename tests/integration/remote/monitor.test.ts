import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { engineOn } from '../../support/server-engine.ts';
import { watchService } from '../../support/server-witness.ts';
import { startService } from '../../support/service.ts';

it('the monitor counts what a server has of ours, and forgets a server that is left', async () => {
  const { serving, client } = await startService();
  const there = engineOn(client.url);
  await there.becomes('connected');
  const idle = { address: client.url, sending: 0, making: 0, fetching: 0 };
  expect(there.engine.monitor().server).toEqual(idle);

  serving.service.engine.pause();
  const server = watchService(serving.service.engine);
  const source = await putPicture(join(there.folder, 'a.jpg'));
  const making = there.make([source]);
  await server.sees(({ sentCount }) => sentCount === 1);
  const fetching = new Set<unknown>();
  const look = () => {
    const { server } = there.engine.monitor();
    fetching.add(server?.fetching);
    return server;
  };
  await expect.poll(look, { interval: 1 }).toEqual({ ...idle, making: 1 });
  expect([...fetching]).toEqual([0]);
  serving.service.engine.resume();
  expect(await making).toMatchObject([{ status: 'succeeded' }]);
  expect(there.engine.monitor().server).toEqual(idle);

  there.engine.setServer(null);
  expect(there.engine.monitor()).not.toHaveProperty('server');
});
