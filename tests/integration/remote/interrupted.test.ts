import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { about, json, startPretender } from '../../support/pretender.ts';
import { engineOn } from '../../support/server-engine.ts';
import { watchService } from '../../support/server-witness.ts';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A service that takes pictures and makes none until it is told to. */
async function heldService() {
  const { serving, client } = await startService();
  const { engine } = serving.service;
  engine.pause();
  return { engine, url: client.url, server: watchService(engine) };
}

describe('a picture at a server', () => {
  it('is cancelled there too, and nothing of it stays', async () => {
    const { url, server } = await heldService();
    const there = engineOn(url);
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const made = there.make([source]);
    await server.sees(({ sentCount }) => sentCount === 1);
    there.engine.cancel('all');
    expect(await made).toMatchObject([{ status: 'cancelled' }]);
    await server.sees(({ leftCount }) => leftCount === 0);
    expect(readdirSync(join(there.folder, 'thumbnails'))).toEqual([]);
  });

  it('stops being sent when it is cancelled', async () => {
    const arriving = Promise.withResolvers<IncomingMessage>();
    const closed = Promise.withResolvers<void>();
    const { url } = await startPretender({
      'GET /about': about,
      'POST /convert': (request) => {
        request.on('error', () => undefined).once('close', closed.resolve);
        arriving.resolve(request);
      },
    });
    const there = engineOn(url, { timing: { idleMs: 600_000 } });
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    // More than what two systems keep on the way.
    writeFileSync(source, Buffer.alloc(40_000_000), { flag: 'a' });
    const made = there.make([source]);
    const upload = await arriving.promise;
    there.engine.cancel('all');
    expect(await made).toMatchObject([{ status: 'cancelled' }]);
    upload.resume();
    await closed.promise;
    expect(upload.complete).toBe(false);
  });

  it('is removed when the app is closed, and made at the next start', async () => {
    const { url, server, engine } = await heldService();
    const folder = tempFolder();
    const first = engineOn(url, { folder });
    await first.becomes('connected');
    const source = await putPicture(join(folder, 'a.jpg'));
    void first.make([source]).catch(() => undefined);
    await server.sees(({ sentCount }) => sentCount === 1);
    await first.engine.close();
    await server.sees(({ leftCount }) => leftCount === 0);
    engine.resume();
    const second = engineOn(url, { folder });
    await Promise.all(second.engine.snapshot().batches.map(({ id }) => second.engine.settled(id)));
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
    expect(server.succeededCount).toBe(1);
    await server.sees(({ leftCount }) => leftCount === 0);
  });

  it('is gone on with after the app was killed, not sent twice', async () => {
    const { url, server, engine } = await heldService();
    const folder = tempFolder();
    await putPicture(join(folder, 'photos', 'a.jpg'));
    const program = join(import.meta.dirname, '../../support/engine-process.ts');
    const child = spawn(process.execPath, [program, folder, '--server', url], { stdio: 'inherit' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await server.sees(({ sentCount }) => sentCount === 1);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const there = engineOn(url, { folder });
    engine.resume();
    await Promise.all(there.engine.snapshot().batches.map(({ id }) => there.engine.settled(id)));
    expect(readdirSync(join(folder, 'photos', 'thumbnails'))).toEqual(['a.jpg']);
    expect((await there.engine.searchHistory({ text: '', before: null, limit: 9 })).total).toBe(1);
    await server.sees(({ leftCount, sentCount }) => leftCount === 0 && sentCount === 1);
  });
});

describe('a source that is deleted', () => {
  it('after it was sent is made all the same', async () => {
    const { url, server, engine } = await heldService();
    const there = engineOn(url);
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const made = there.make([source]);
    await server.sees(({ sentCount }) => sentCount === 1);
    rmSync(source);
    engine.resume();
    expect(await made).toMatchObject([{ status: 'succeeded' }]);
  });

  it('before it could be sent fails as it would here', async () => {
    const there = engineOn(null);
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const { url } = await startPretender({
      'GET /about': about,
      'POST /convert': (request, response) => {
        rmSync(source, { force: true });
        response.setHeader('retry-after', '0.05');
        json({}, 429)(request, response);
      },
    });
    there.engine.setServer({ address: url, token: null });
    expect(await there.make([source])).toMatchObject([
      { status: 'failed', failure: { code: 'file-missing' } },
    ]);
  });
});
