import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import { innermost } from '../../../src/engine/worker-pool/watch-memory.ts';
import { callFilter } from '../../../src/engine/worker-pool/sandbox/call-filter.ts';
import {
  boxedCommand,
  createDecoderBox,
} from '../../../src/engine/worker-pool/sandbox/decoder-box.ts';
import { scene } from '../../fixtures/scene.ts';
import { built } from '../../support/built.ts';
import { engineOf, isAlive } from '../../support/worker-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { attempt, bench, makeOne, nodePath, workerEntry } from '../../support/worker-attempt.ts';

/** Hundredths of a second. */
function processorTicks(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'latin1').split(') ')[1]?.split(' ');
  return Number(fields?.[11] ?? 0);
}

const isLinux = process.platform === 'linux';
/** Some containers forbid it. */
const hasBox = createDecoderBox().isUsed();
const brokerEntry = built('main/broker.js');

/** What native code in a decoder would try, as far as JavaScript can say it; each deed tells what came of it. */
const deeds = (secret: string, port: number) => `
import fs from 'node:fs';
import net from 'node:net';
import child from 'node:child_process';
const came = {};
const tried = (name, deed) => {
  try { came[name] = 'done: ' + String(deed()).slice(0, 40); } catch (error) { came[name] = error.code ?? String(error); }
};
tried('read', () => fs.readFileSync(${JSON.stringify(secret)}));
tried('list home', () => fs.readdirSync('/root'));
tried('list temporary files', () => fs.readdirSync('/tmp'));
tried('read accounts', () => fs.readFileSync('/etc/passwd'));
tried('read processes', () => fs.readdirSync('/proc'));
tried('write', () => fs.writeFileSync('/tmp/written', 'x'));
tried('write beside the program', () => fs.writeFileSync(new URL('written', import.meta.url), 'x'));
tried('write over a file', () => fs.writeFileSync(${JSON.stringify(secret)}, 'x'));
tried('start', () => { const { error } = child.spawnSync('/usr/bin/id'); if (error) throw error; });
tried('kill', () => process.kill(${process.pid}, 0));
const connected = (options) => new Promise((resolve) => {
  try {
    const socket = net.connect(options);
    socket.on('connect', () => resolve('done')).on('error', ({ code }) => resolve(code));
  } catch (error) { resolve(error.code); }
});
came.connect = await connected({ port: ${port}, host: '127.0.0.1' });
came['reach a socket file'] = await connected({ path: '/tmp/.X11-unix/X99' });
process.stderr.write(JSON.stringify(came), () => process.exit(7));
`;

async function launchHostile(program: string) {
  const folder = join(tempFolder(), 'program');
  mkdirSync(folder);
  const entry = join(folder, 'hostile.mjs');
  writeFileSync(entry, program);
  const worker = createNodeLauncher({
    nodePath: nodePath(),
    workerEntry: entry,
    brokerEntry,
  }).launch();
  const reason = await new Promise<string>((resolve) => worker.onExit(resolve));
  return { folder, reason };
}

it.runIf(isLinux)('has a box wherever bubblewrap may make one', () => {
  expect(spawnSync('bwrap', ['--version']).status).toBe(0);
  const { status } = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']);
  expect(hasBox).toBe(status === 0);
});

describe.runIf(hasBox)('a decoder that was taken over', () => {
  it('reads, writes, starts and reaches nothing', async () => {
    const secret = join(tempFolder(), 'id_rsa');
    writeFileSync(secret, 'secret');
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { folder, reason } = await launchHostile(deeds(secret, port));
    const [how = '', said = ''] = reason.split('\n');
    expect(how).toBe('it ended with code 7');
    const came: unknown = JSON.parse(said);
    const none = expect.stringMatching(/^(?!done)/) as string;
    const names = Object.keys(came as object);
    expect(names.length).toBeGreaterThan(10);
    expect(came).toEqual(Object.fromEntries(names.map((name) => [name, none])));
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(readdirSync(folder)).toEqual(['hostile.mjs']);
  });

  it('does so in native code, which Node binds in nothing', async () => {
    const folder = tempFolder();
    const secret = join(folder, 'id_rsa');
    writeFileSync(secret, 'secret');
    const entry = join(tempFolder(), 'hostile.mjs');
    writeFileSync(entry, deeds(secret, 1));
    const command = boxedCommand({ nodePath: nodePath(), workerEntry: entry }, 4);
    const [program = '', ...words] = command.filter((word) => !/^--(permission|allow-)/.test(word));
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe', 'ignore', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const filter = child.stdio[4];
    if (filter && 'end' in filter) filter.end(callFilter());
    const said = await text(child.stderr ?? Readable.from([]));
    expect(JSON.parse(said)).toEqual({
      read: 'ENOENT',
      'list home': 'ENOENT',
      'list temporary files': expect.not.stringContaining('id_rsa') as string,
      'read accounts': 'ENOENT',
      'read processes': 'ENOENT',
      write: expect.stringMatching(/^(EROFS|ENOENT)$/) as string,
      'write beside the program': 'EROFS',
      'write over a file': 'ENOENT',
      start: 'EPERM',
      kill: 'ESRCH',
      connect: 'EPERM',
      'reach a socket file': 'EPERM',
    });
  });

  it('does not outlive an engine that is killed, though it loops', async () => {
    const entry = join(tempFolder(), 'looping.mjs');
    writeFileSync(entry, 'for (;;);');
    const engine = spawn(nodePath(), [engineOf({ workerEntry: entry, brokerEntry })]);
    onTestFinished(() => void engine.kill('SIGKILL'));
    const [said] = (await once(engine.stdout, 'data')) as [Buffer];
    const outer = Number(said.toString());
    await expect.poll(() => processorTicks(innermost(outer))).toBeGreaterThan(20);
    const inner = innermost(outer);
    onTestFinished(() => {
      if (isAlive(inner)) process.kill(inner, 'SIGKILL');
    });
    engine.kill('SIGKILL');
    await expect.poll(() => isAlive(inner) || isAlive(outer)).toBe(false);
  });

  it('writes nothing by what it says', async () => {
    const { reason } = await launchHostile(`
      import fs from 'node:fs';
      fs.writeSync(3, Buffer.from('ffffffffffffffff', 'hex'));
      setInterval(() => undefined, 1000);`);
    expect(reason).toContain('its broker ended with code 1');
    expect(reason).toContain('a message is too long');
  });
});

describe.runIf(hasBox)('a boxed worker', () => {
  const start = () => {
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry, brokerEntry });
    const pool = createWorkerPool({ launcher, limitMs: 30_000, maxMemoryBytes: 150 * 1024 ** 2 });
    onTestFinished(() => pool.close());
    return pool;
  };

  it('makes small pictures and large ones', async () => {
    const pool = start();
    const small = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    const large = bench('b.png', await scene(900, 700).png({ compressionLevel: 0 }).toBuffer());
    await makeOne(pool, small, { width: 50 });
    await makeOne(pool, large, { width: 800, format: 'png' });
    const again = bench('c.jpg', await scene(200, 300).jpeg().toBuffer());
    await makeOne(pool, again, { width: 50, format: 'webp' });
  });

  it('is killed when it holds too much memory', async () => {
    const create = { width: 6000, height: 6000, channels: 3, background: '#345' } as const;
    const bytes = await sharp({ create })
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer();
    const { outcome } = await attempt(start(), bench('a.png', bytes), [{ width: 100 }]);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'image-too-large' } });
  });
});

describe.runIf(hasBox)('a system that allows no box', () => {
  it('costs one attempt, tells so, and makes pictures', async () => {
    const box = createDecoderBox(() => true);
    const launcher = createNodeLauncher({
      nodePath: nodePath(),
      workerEntry,
      brokerEntry: join(tempFolder(), 'no-broker.js'),
      box,
    });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    const picture = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    const { outcome } = await attempt(pool, picture, [{ width: 50 }]);
    const log = expect.stringContaining('start without their box') as string;
    expect(outcome).toMatchObject({ kind: 'not-started', log });
    await makeOne(pool, picture, { width: 50 });
  });
});
