import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { getPriority, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { lowered } from '../../../src/engine/worker-pool/lowered.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import { innermost } from '../../../src/engine/worker-pool/watch-memory.ts';
import { callFilter } from '../../../src/engine/worker-pool/sandbox/call-filter.ts';
import {
  boxedCommand,
  createDecoderBox,
  type DecoderBox,
} from '../../../src/engine/worker-pool/sandbox/decoder-box.ts';
import { findProtection } from '../../../src/engine/worker-pool/sandbox/find-protection.ts';
import { protectionWords } from '../../../src/shared/ipc/protection.ts';
import { createWorkerSandbox } from '../../../src/engine/worker-pool/sandbox/worker-sandbox.ts';
import { scene } from '../../fixtures/scene.ts';
import { built } from '../../support/built.ts';
import { engineOf, isAlive } from '../../support/worker-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import {
  attempt,
  bench,
  makeOne,
  nodePath,
  peekOf,
  workerEntry,
} from '../../support/worker-attempt.ts';

/** Hundredths of a second. */
function processorTicks(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'latin1').split(') ')[1]?.split(' ');
  return Number(fields?.[11] ?? 0);
}

const protection = await findProtection();
/** Some containers forbid it, and other systems have none. */
const hasBox = protection.level === 'box';
const brokerEntry = built('main/broker.js');

/** A decoder's first word to its broker: from then on it counts as one that has started. */
const ready = `
import { writeSync } from 'node:fs';
const words = Buffer.from(JSON.stringify({ message: { kind: 'ready' }, parts: [] }));
const head = Buffer.alloc(8);
head.writeUInt32LE(words.length);
writeSync(3, Buffer.concat([head, words]));
`;

/** What native code in a decoder would try, as far as JavaScript can say it; each deed tells what came of it. */
const deeds = (secret: string, port: number) => `${ready}
import fs from 'node:fs';
import net from 'node:net';
import child from 'node:child_process';
const came = {};
const missing = () => { throw Object.assign(new Error(), { code: 'ENOENT' }); };
const tried = (name, deed) => {
  try { came[name] = 'done: ' + String(deed()).slice(0, 40); } catch (error) { came[name] = error.code ?? String(error); }
};
tried('read', () => fs.readFileSync(${JSON.stringify(secret)}));
tried('list home', () => fs.readdirSync(${JSON.stringify(homedir())}).filter((name) => !/fonts|^\\.(local|config)$/.test(name)).length || missing());
tried('write into home', () => fs.writeFileSync(${JSON.stringify(join(homedir(), 'written'))}, 'x'));
tried('list temporary files', () => fs.readdirSync('/tmp').includes('.X11-unix') || missing());
tried('read accounts', () => fs.readFileSync('/etc/passwd'));
tried('read processes', () => fs.readdirSync('/proc'));
tried('write', () => fs.writeFileSync('/tmp/written', 'x'));
tried('write beside the program', () => fs.writeFileSync(new URL('written', import.meta.url), 'x'));
tried('write over a file', () => fs.writeFileSync(${JSON.stringify(secret)}, 'x'));
tried('start', () => { const { error } = child.spawnSync('/usr/bin/id'); if (error) throw error; });
tried('run in the background', () => { const one = child.spawn('/usr/bin/sleep', ['60'], { detached: true }); one.on('error', () => {}); if (!one.pid) throw Object.assign(new Error(), { code: 'none' }); });
tried('kill', () => process.kill(${process.pid}, 0));
const connected = (options) => new Promise((resolve) => {
  try {
    const socket = net.connect(options);
    socket.on('connect', () => resolve('done')).on('error', ({ code }) => resolve(code));
  } catch (error) { resolve(error.code); }
});
came.connect = await connected({ port: ${port}, host: '127.0.0.1' });
came['reach an abstract socket'] = await connected({ path: '\\0/tmp/.X11-unix/X0' });
came['reach a socket file'] = await connected({ path: '/tmp/.X11-unix/X99' });
process.stderr.write(JSON.stringify(came), () => process.exit(7));
`;

/** It is not given up for a program that ends before its broker could pass on its first word, as on a busy machine. */
function provenBox(): DecoderBox {
  const box = createDecoderBox();
  box.prove();
  return box;
}

async function launchHostile(program: string) {
  const folder = join(tempFolder(), 'program');
  mkdirSync(folder);
  const entry = join(folder, 'hostile.mjs');
  writeFileSync(entry, program);
  const worker = createNodeLauncher({
    nodePath: nodePath(),
    workerEntry: entry,
    brokerEntry,
    box: provenBox(),
  }).launch();
  const reason = await new Promise<string>((resolve) => worker.onExit(resolve));
  return { folder, reason };
}

it('says how far decoders are closed off, and what would do more', () => {
  const { status, error } = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true']);
  expect(hasBox).toBe(status === 0);
  const { meaning, advice } = protectionWords(protection);
  if (hasBox)
    expect({ meaning, advice }).toEqual({
      meaning: expect.stringContaining('none of your files') as string,
      advice: null,
    });
  else if (error) expect(advice).toMatch(/^(Install bubblewrap|There is)/);
  else expect(advice).toMatch(/does not let it/);
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
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const filter = child.stdio[4];
    if (filter && 'end' in filter) filter.end(callFilter());
    const said = await text(child.stderr ?? Readable.from([]));
    expect(JSON.parse(said)).toEqual({
      read: 'ENOENT',
      'list home': 'ENOENT',
      'write into home': expect.stringMatching(/^(EROFS|ENOENT)$/) as string,
      'list temporary files': 'ENOENT',
      'read accounts': 'ENOENT',
      'read processes': 'ENOENT',
      write: expect.stringMatching(/^(EROFS|ENOENT)$/) as string,
      'write beside the program': 'EROFS',
      'write over a file': 'ENOENT',
      start: 'EPERM',
      'run in the background': 'EPERM',
      kill: 'ESRCH',
      connect: 'EPERM',
      'reach an abstract socket': 'EPERM',
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
    await expect.poll(() => processorTicks(innermost(outer))).toBeGreaterThan(5);
    const inner = innermost(outer);
    onTestFinished(() => {
      if (isAlive(inner)) process.kill(inner, 'SIGKILL');
    });
    engine.kill('SIGKILL');
    await expect.poll(() => isAlive(inner) || isAlive(outer)).toBe(false);
  });

  it('runs behind other programs where it is asked to', async () => {
    const entry = join(tempFolder(), 'waiting.mjs');
    writeFileSync(entry, `${ready} setInterval(() => undefined, 1000);`);
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry: entry, brokerEntry });
    const worker = lowered(launcher.launch(), 7);
    onTestFinished(() => worker.kill());
    await new Promise<void>((resolve) => worker.onMessage(() => resolve()));
    expect(getPriority(worker.processId)).toBe(7);
  });

  it('writes nothing by what it says', async () => {
    const entry = join(tempFolder(), 'lying.mjs');
    const lie = `writeSync(3, Buffer.from('ffffffffffffffff', 'hex'));`;
    writeFileSync(entry, `${ready}${lie} setInterval(() => undefined, 1000);`);
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry: entry, brokerEntry });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    const place = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    const { outcome } = await attempt(pool, place, [{ width: 50 }]);
    const log = expect.stringContaining('a message is too long') as string;
    expect(outcome).toMatchObject({ kind: 'crashed', log });
    expect(place.left()).toEqual([]);
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
    const peeked = await pool.run(peekOf(small.source), new AbortController().signal);
    expect(peeked).toEqual({ kind: 'peeked', picture: null });
    const last = await makeOne(pool, again, { width: 50, format: 'webp' });
    expect(await sharp(last).metadata()).toMatchObject({ format: 'webp', width: 50, height: 75 });
  });

  /** The built program with each package a link to where it really lies, as `npm link` makes them: by way of another link. */
  function withLinkedPackages(): string {
    const folder = tempFolder();
    const packages = join(dirname(dirname(built('main'))), 'node_modules');
    const [own, global] = [join(folder, 'app', 'node_modules'), join(folder, 'lib')];
    cpSync(built('main'), join(folder, 'app', 'out', 'main'), { recursive: true });
    cpSync(join(dirname(packages), 'package.json'), join(folder, 'app', 'package.json'));
    const images = readdirSync(join(packages, '@img')).map((name) => `@img/${name}`);
    for (const name of ['sharp', 'libheif-js', ...images]) {
      for (const path of [join(global, name), join(own, name)])
        mkdirSync(dirname(path), { recursive: true });
      symlinkSync(join(packages, name), join(global, name));
      symlinkSync(join(global, name), join(own, name));
    }
    return join(folder, 'app', 'out', 'main');
  }

  it('stays in its box where its packages are linked from elsewhere', async () => {
    const program = withLinkedPackages();
    const box = createDecoderBox();
    const launcher = createNodeLauncher({
      nodePath: nodePath(),
      workerEntry: join(program, 'worker.js'),
      brokerEntry: join(program, 'broker.js'),
      box,
    });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    const picture = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    await makeOne(pool, picture, { width: 50 });
    expect(box.isUsed()).toBe(true);
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

it.runIf(hasBox)(
  'a broker that cannot be bound as strictly costs no attempt and no box',
  async () => {
    const sandbox = createWorkerSandbox({ first: () => ['/nowhere/wrapper'], working: () => [] });
    const box = createDecoderBox(() => true);
    const entries = { nodePath: nodePath(), workerEntry, brokerEntry };
    const pool = createWorkerPool({
      launcher: createNodeLauncher({ ...entries, box, sandbox }),
      limitMs: 30_000,
    });
    onTestFinished(() => pool.close());
    await makeOne(pool, bench('a.jpg', await scene(300, 200).jpeg().toBuffer()), { width: 50 });
    // One that has spoken is not done without any more.
    box.giveUp('');
    expect(box.isUsed()).toBe(true);
  },
);

describe('a system that allows no box', () => {
  const startWith = (box: DecoderBox) => {
    const broker = join(tempFolder(), 'no-broker.js');
    const entries = { nodePath: nodePath(), workerEntry, brokerEntry: broker };
    const pool = createWorkerPool({
      launcher: createNodeLauncher({ ...entries, box }),
      limitMs: 30_000,
    });
    onTestFinished(() => pool.close());
    return pool;
  };

  it('costs no attempt: another worker starts in the place of the first', async () => {
    const box = createDecoderBox(() => true);
    const picture = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    await makeOne(startWith(box), picture, { width: 50 });
    expect(box.isUsed()).toBe(false);
  });

  it('costs no attempt where a program for it is gone', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const entries = { nodePath: nodePath(), workerEntry, brokerEntry };
    const [box, sandbox] = [createDecoderBox(() => true), createWorkerSandbox({ first: () => [] })];
    const launcher = createNodeLauncher({ ...entries, box, sandbox });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    const picture = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    expect(await makeOne(pool, picture, { width: 50 })).toContain(picture.results);
  });

  it('has workers as before, and says so', async () => {
    const box = createDecoderBox(() => false);
    const picture = bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
    await makeOne(startWith(box), picture, { width: 50 });
    const { meaning, advice } = protectionWords(await findProtection(box));
    expect(meaning).toMatch(/could (still )?read/);
    expect(advice).not.toBeNull();
  });
});
