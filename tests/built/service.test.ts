import { expect, it } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { Client, pictureBytes } from '../support/service.ts';
import { startServiceProcess, startWorker } from '../support/service-process.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { installedFile } from '../support/installed.ts';

/** As it is typed where the npm package is installed: `thumbline serve` and `thumbline worker`. */
const program = () => ({ entry: installedFile('bin/thumbline.js'), cwd: tempFolder() });

/** A file, some that belong together, and an icon set. */
async function expectAllMade(client: Client): Promise<void> {
  const together = { fields: { batch: 'tuesday' } };
  const sent = await Promise.all([
    client.send(await pictureBytes(1), 'a.jpg'),
    client.send(await pictureBytes(2), 'b.jpg', together),
    client.send(await pictureBytes(3), 'c.jpg', together),
    client.send(await pictureBytes(4), 'logo.jpg', { fields: { preset: 'app-icons' } }),
  ]);
  const tasks = await Promise.all(
    sent.map(({ body }) => client.settled(String(body['submission_task_id']))),
  );
  expect(tasks.map((task) => task['submission_status'])).toEqual(sent.map(() => 'SUCCESS'));
  expect(tasks[3]?.['outputs']).toHaveLength(10);
  const { body } = await client.json('/batches');
  const batches = body['batches'] as { id: string; title: string }[];
  expect(batches).toHaveLength(3);
}

it('makes what is sent to it', async () => {
  const words = ['--port', '0', '--store', tempFolder(), '--jobs', '2'];
  const client = new Client((await startServiceProcess(words, program())).url);
  await expectAllMade(client);
  const page = await (await client.fetch('/')).text();
  const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  expect([script, (await client.fetch(script)).status]).toEqual([
    expect.stringMatching(/^\/page\//),
    200,
  ]);
  // Its packages bring the page of the API as files.
  expect((await client.fetch('/docs')).status).toBe(200);
});

it('shares the work with workers through Redis', async () => {
  const place = { redis: (await startRedis()).url, store: tempFolder() };
  const words = ['--redis', place.redis, '--store', place.store, '--data', tempFolder()];
  const [service] = await Promise.all([
    startServiceProcess(['--port', '0', ...words], program()),
    startWorker(place, ['--jobs', '2'], program()),
  ]);
  await expectAllMade(new Client(service.url));
});
