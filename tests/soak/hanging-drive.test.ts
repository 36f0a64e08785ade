import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { program, readJson, startProgram } from '../integration/cli/run-cli.ts';
import { putSmallPictures } from '../support/engine-run.ts';
import { hangNow } from '../support/power-cut/fuse-messages.ts';
import { mountHangingDisk } from '../support/power-cut/record-disk.ts';
import { Client, pictureBytes } from '../support/service.ts';
import { putPicture } from '../support/picture.ts';
import { startRedis } from '../support/redis.ts';
import { askAnew, startServiceProcess, startWorker } from '../support/service-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const minute = 60_000;
/** Every signal ends every program within this. Milliseconds. */
const endsWithinMs = 6000;

/** Pictures here and on a drive, of which these calls hang from now on: in the kernel, where not even SIGKILL ends them. */
async function putPictures(calls: readonly string[]) {
  const folder = tempFolder();
  const drive = join(folder, 'drive');
  await mountHangingDisk(drive, calls);
  await putSmallPictures(drive, 3);
  const { length: count } = await putSmallPictures(folder, 8);
  existsSync(join(drive, hangNow));
  const start = (...words: readonly string[]) =>
    startProgram(process.execPath, [program, '--json', ...words], { cwd: folder });
  return { drive, count, start };
}

const kinds: readonly (readonly string[])[] = [
  ['lookup', 'getattr'],
  ['open'],
  ['read'],
  ['opendir', 'readdir'],
];

test.each(kinds)(
  'a drive on which %s hangs costs only what lies there, in time',
  { timeout: minute },
  async (...calls) => {
    const { drive, count, start } = await putPictures(calls.filter((one) => one !== undefined));
    const words = ['--timeout', '2', '--out', 'out', 'photos', join(drive, 'photos')];
    const { code, stdout } = await start(...words).finished;
    const { summary } = readJson(stdout);
    expect({ code, succeeded: summary.succeeded }).toEqual({ code: 1, succeeded: count });
    expect(summary.failed).toBeGreaterThan(0);
  },
);

test.each(kinds)(
  'a run ends within six seconds of SIGTERM while %s hangs',
  { timeout: minute },
  async (...calls) => {
    const { drive, count, start } = await putPictures(calls.filter((one) => one !== undefined));
    const words = ['--timeout', '3600', '--out', 'out', 'photos', join(drive, 'photos')];
    const { child, finished } = start(...words);
    let settled = 0;
    let askedAt = 0;
    for await (const _ of createInterface({ input: child.stdout ?? process.stdin })) {
      settled += 1;
      if (settled < count || askedAt > 0) continue;
      askedAt = performance.now();
      child.kill('SIGTERM');
    }
    expect((await finished).code).toBe(143);
    expect(performance.now() - askedAt).toBeLessThan(endsWithinMs);
  },
);

test.each(kinds)(
  'a service ends within six seconds of SIGTERM while %s of its store hangs',
  { timeout: minute },
  async (...calls) => {
    const drive = join(tempFolder(), 'drive');
    await mountHangingDisk(
      drive,
      calls.filter((one) => one !== undefined),
    );
    const words = ['--port', '0', '--store', drive, '--data', tempFolder()];
    const running = await startServiceProcess(words);
    const client = new Client(running.url);
    await client.settled(await client.sendPicture());
    existsSync(join(drive, hangNow));
    const picture = await pictureBytes(1);
    // Some are refused; what began before that was known may hang.
    for (let at = 0; at < 8; at++) void client.send(picture).catch(() => undefined);
    expect((await client.json('/healthz')).status).toBe(200);
    const askedAt = performance.now();
    running.signal('SIGTERM');
    await running.ended;
    expect(performance.now() - askedAt).toBeLessThan(endsWithinMs);
  },
);

test(
  'a service whose history hangs is spoken for by its guard, and ends within six seconds of SIGTERM',
  { timeout: minute },
  async () => {
    const drive = join(tempFolder(), 'drive');
    await mountHangingDisk(drive, ['lookup', 'getattr', 'read', 'write', 'fsync']);
    const words = ['--port', '0', '--store', tempFolder(), '--data', drive];
    const running = await startServiceProcess(words);
    const client = new Client(running.url);
    await client.settled(await client.sendPicture());
    existsSync(join(drive, hangNow));
    // Which is stored, and so hangs the service itself.
    void client.send(await pictureBytes(1)).catch(() => undefined);
    await expect
      .poll(() => askAnew(running.url, '/readyz'), { timeout: 20_000 })
      .toMatchObject({ status: 503 });
    expect(await askAnew(running.url, '/healthz')).toMatchObject({ status: 200 });
    const askedAt = performance.now();
    running.signal('SIGTERM');
    expect(await running.ended).toBe(143);
    expect(performance.now() - askedAt).toBeLessThan(endsWithinMs);
  },
);

test.each(kinds)(
  'a worker of a farm ends within six seconds of a second SIGTERM while %s of its store hangs',
  { timeout: minute },
  async (...calls) => {
    const drive = join(tempFolder(), 'drive');
    await mountHangingDisk(
      drive,
      calls.filter((one) => one !== undefined),
    );
    const { url: redis } = await startRedis();
    const words = ['--port', '0', '--redis', redis, '--store', drive, '--data', tempFolder()];
    const service = await startServiceProcess(words);
    const worker = await startWorker({ redis, store: drive });
    const client = new Client(service.url);
    await client.settled(await client.sendPicture());
    for (let at = 1; at <= 8; at++) await client.sendPicture(at);
    existsSync(join(drive, hangNow));
    expect(await askAnew(service.url, '/healthz')).toMatchObject({ status: 200 });
    const askedAt = performance.now();
    worker.signal('SIGTERM');
    // The system may make one of two signals that come together.
    const again = setInterval(() => worker.signal('SIGTERM'), 500);
    await worker.ended;
    clearInterval(again);
    expect(performance.now() - askedAt).toBeLessThan(endsWithinMs + 500);
  },
);

test(
  'a destination on which names cannot be given ends the run with one line',
  { timeout: minute },
  async () => {
    const { drive, start } = await putPictures(['link', 'rename', 'rename2']);
    const out = join(drive, 'out');
    const { code, stdout, stderr } = await start('--timeout', '2', '--out', out, 'photos').finished;
    expect(code).toBe(1);
    const { summary } = readJson(stdout);
    expect(summary.succeeded).toBe(0);
    expect(stderr).not.toContain('Something went wrong');
  },
);

test.each([['lookup', 'getattr'], ['opendir']])(
  'a watch says that a drive is silent on which %s hangs, goes on elsewhere, and ends within six seconds of SIGTERM',
  { timeout: 4 * minute },
  async (...calls) => {
    const folder = tempFolder();
    const drive = join(folder, 'drive');
    await mountHangingDisk(drive, calls);
    for (const place of [drive, folder]) mkdirSync(join(place, 'in'));
    const words = ['watch', '--json', '--settle', '0.3', '--out', 'out', 'in', join(drive, 'in')];
    const { child, finished } = startProgram(process.execPath, [program, ...words], {
      cwd: folder,
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let askedAt = Infinity;
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      const told = JSON.parse(line);
      if (told.state === 'polled') existsSync(join(drive, hangNow));
      if (told.state === 'silent') {
        expect(told.watch).toBe(join(drive, 'in'));
        await putPicture(join(folder, 'in', 'a.png'));
      }
      if (told.status !== 'succeeded') continue;
      askedAt = performance.now();
      child.kill('SIGTERM');
    }
    expect((await finished).code).toBe(143);
    expect(performance.now() - askedAt).toBeLessThan(endsWithinMs);
  },
);
