// npm run bench -- hostile [seconds a phase] [entry] [which]: memory of a service and its workers while clients do their worst,
// each kind on a service of its own, then all in a row on one, and how long an ordinary client waits meanwhile. `entry`: for
// example out/service/index.js instead of the source. `which`: only that kind, or "all in a row". Linux only (/proc).
// Asserts nothing.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { median } from './median.ts';
import { memoryOf } from './process-memory.ts';

const seconds = Number(process.argv[2] ?? 20);
const sourceEntry = join(import.meta.dirname, '../src/service/index.ts');
const entry = process.argv[3] ?? sourceEntry;
const which = process.argv[4] ?? null;
const longEdge = 16_383;
const atOnce = 8;
const megabyte = 1024 * 1024;
const tokens = { hostile: 'hostile-token', ordinary: 'ordinary-token' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const hostileLine = `Authorization: Bearer ${tokens.hostile}\r\n`;

async function startService(store: string): Promise<{ child: ChildProcess; url: string }> {
  const access = ['--token', Object.values(tokens).join(','), '--rate-limit', '0'];
  const words = ['serve', '--port', '0', '--store', store, ...access];
  const child = spawn(process.execPath, [entry, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout) {
    const [, url] = /Thumbline serves at (\S+)/.exec(String(text)) ?? [];
    if (url !== undefined) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error('the service did not start');
}

interface Sender {
  readonly url: string;
  readonly token: string;
}

interface Sent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly recipe?: object | undefined;
}

/** The task's id; null when it is refused. */
async function send({ url, token }: Sender, { name, bytes, recipe }: Sent): Promise<string | null> {
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(bytes)]), name);
  if (recipe) body.append('recipe', JSON.stringify(recipe));
  const response = await fetch(`${url}/convert`, { method: 'POST', headers: bearer(token), body });
  const answer: Record<string, unknown> = await response.json();
  return response.ok ? String(answer['submission_task_id']) : null;
}

async function untilSettled({ url, token }: Sender, id: string): Promise<string> {
  for (;;) {
    const response = await fetch(`${url}/convert/${id}`, { headers: bearer(token) });
    const answer: Record<string, unknown> = await response.json();
    const status = String(answer['submission_status']);
    if (['SUCCESS', 'FAILURE', 'REVOKED'].includes(status)) return status;
    await pause(20);
  }
}

async function narrowPictures(): Promise<{ name: string; bytes: Buffer }[]> {
  const made: { name: string; bytes: Buffer }[] = [];
  for (const [width, height] of [
    [1, longEdge],
    [longEdge, 1],
  ] as const) {
    const picture = () => sharp({ create: { width, height, channels: 3, background: '#a04020' } });
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const) {
      made.push({
        name: `${width}x${height}.${format}`,
        bytes: await picture().toFormat(format).toBuffer(),
      });
    }
    const head = Buffer.from(`P6\n${width} ${height}\n255\n`);
    made.push({
      name: `${width}x${height}.ppm`,
      bytes: Buffer.concat([head, Buffer.alloc(width * height * 3, 77)]),
    });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/></svg>`;
    made.push({ name: `${width}x${height}.svg`, bytes: Buffer.from(svg) });
  }
  return made;
}

const enlarged = (format: string, fit: string) => ({
  version: 1,
  outputs: [
    { name: 'large', width: longEdge, height: longEdge, fit, format, withoutEnlargement: false },
  ],
});
const recipes = [
  undefined,
  { version: 1, outputs: [{ name: 'long', longEdge, format: 'same', withoutEnlargement: false }] },
  {
    version: 1,
    outputs: [{ name: 'wide', width: longEdge, format: 'webp', withoutEnlargement: false }],
  },
  ...['fill', 'cover', 'contain'].flatMap((fit) =>
    ['png', 'jpeg', 'avif'].map((format) => enlarged(format, fit)),
  ),
];

type Phase = (url: string, until: number) => Promise<string>;

const lanes = (count: number, lane: (number: number) => Promise<void>) =>
  Promise.all(Array.from({ length: count }, (_, number) => lane(number)));

const ends = new Map<string, number>();
const pictures = await narrowPictures();

const sendNarrow: Phase = async (url, until) => {
  let number = 0;
  await lanes(atOnce, async () => {
    while (Date.now() < until) {
      number += 1;
      const picture = pictures[number % pictures.length];
      const recipe = recipes[Math.floor(number / pictures.length) % recipes.length];
      if (!picture) return;
      const sender = { url, token: tokens.hostile };
      const id = await send(sender, { ...picture, recipe });
      const end = id === null ? 'refused' : await untilSettled(sender, id);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  });
  return [...ends].map(([end, count]) => `${count} ${end}`).join(', ');
};

function open(url: string, head: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined).resume();
  socket.write(head);
  return socket;
}

const formHead = (more: string) =>
  `POST /convert HTTP/1.1\r\nHost: 127.0.0.1\r\n${hostileLine}Content-Type: multipart/form-data; boundary=x\r\n${more}\r\n`;
const fileHead =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\u00ff\u00d8\u00ff';

const stall: Phase = async (url, until) => {
  const sockets = Array.from({ length: 1000 }, (_, number) =>
    open(
      url,
      number % 2 === 0
        ? 'POST /convert HTTP/1.1\r\nHos'
        : `${formHead('Content-Length: 90000000\r\n')}${fileHead}`,
    ),
  );
  await pause(until - Date.now());
  const left = sockets.filter(({ destroyed }) => !destroyed).length;
  sockets.forEach((socket) => socket.destroy());
  return `${left} of ${sockets.length} still connected at the end`;
};

/** Or cut off by the service. */
const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });

const lie: Phase = async (url, until) => {
  const chunk = Buffer.concat([
    Buffer.from('10000\r\n'),
    Buffer.alloc(65_536, 'x'),
    Buffer.from('\r\n'),
  ]);
  let sent = 0;
  await lanes(atOnce, async (number) => {
    while (Date.now() < until) {
      const length = number % 2 === 0 ? 'Content-Length: 10\r\n' : 'Transfer-Encoding: chunked\r\n';
      const socket = open(url, formHead(length));
      while (!socket.destroyed && Date.now() < until) {
        sent += chunk.length;
        if (!socket.write(chunk)) await drained(socket);
      }
      socket.destroy();
    }
  });
  return `${(sent / megabyte).toFixed(0)} MB sent`;
};

const manyParts: Phase = async (url, until) => {
  const body = `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(10_000)}--x--\r\n`;
  let count = 0;
  await lanes(atOnce, async () => {
    while (Date.now() < until) {
      const headers = {
        ...bearer(tokens.hostile),
        'content-type': 'multipart/form-data; boundary=x',
      };
      await fetch(`${url}/convert`, { method: 'POST', headers, body }).catch(() => null);
      count += 1;
    }
  });
  return `${count} forms of 10,000 parts`;
};

const streams: Phase = async (url, until) => {
  const sockets = Array.from({ length: 5000 }, () =>
    open(url, `GET /events?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n${hostileLine}\r\n`),
  );
  await pause(until - Date.now());
  const left = sockets.filter(({ destroyed }) => !destroyed).length;
  sockets.forEach((socket) => socket.destroy());
  return `${left} of ${sockets.length} still connected at the end`;
};

const phases: readonly (readonly [string, Phase])[] = [
  ['nobody else', (_url, until) => pause(until - Date.now(), '')],
  ['1 × 16,383 pixels', sendNarrow],
  ['stalling', stall],
  ['lying about lengths', lie],
  ['10,000 parts', manyParts],
  ['5,000 streams', streams],
];

const inARow: Phase = async (url) => {
  const said: string[] = [];
  for (const [, phase] of phases) said.push(await phase(url, Date.now() + seconds * 1000));
  return said.filter((line) => line !== '').join('; ');
};

const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const photo = await sharp({
  create: { width: 1200, height: 800, channels: 3, background: '#20a040' },
})
  .jpeg()
  .toBuffer();

/** Sends a picture as soon as the last one is made. Answers with how long each took, in milliseconds. */
async function ordinaryWaits(url: string, isOver: () => boolean): Promise<number[]> {
  const sender = { url, token: tokens.ordinary };
  const waits: number[] = [];
  while (!isOver()) {
    const startedAt = performance.now();
    const id = await send(sender, { name: 'photo.jpg', bytes: photo }).catch(() => null);
    const end = id === null ? 'REFUSED' : await untilSettled(sender, id);
    if (end === 'SUCCESS') waits.push(performance.now() - startedAt);
    else console.log(`  the ordinary client: ${end}`);
  }
  return waits;
}

const inMegabytes = (bytes: number) => `${(bytes / megabyte).toFixed(0)} MB`;

/** On a service of its own: what one leaves behind is not counted for the next. */
async function measure(name: string, phase: Phase): Promise<void> {
  const { child, url } = await startService(join(folder, name));
  const until = Date.now() + seconds * 1000;
  const peak = { own: 0, largestWorker: 0 };
  const watching = setInterval(() => {
    const { own, largestWorker } = memoryOf(child.pid ?? 0);
    peak.own = Math.max(peak.own, own);
    peak.largestWorker = Math.max(peak.largestWorker, largestWorker);
  }, 100);
  let isOver = false;
  const doing = phase(url, until).finally(() => {
    isOver = true;
  });
  const [said, waits] = await Promise.all([doing, ordinaryWaits(url, () => isOver)]);
  clearInterval(watching);
  const [usual, longest] = [median(waits), Math.max(0, ...waits)];
  console.log(
    `${name.padEnd(20)} service ${inMegabytes(peak.own)}, largest worker ${inMegabytes(peak.largestWorker)}; ` +
      `ordinary client: ${waits.length} pictures, ${usual.toFixed(0)} ms, at most ${longest.toFixed(0)} ms. ${said}`,
  );
  child.kill('SIGTERM');
  await once(child, 'exit');
}

for (const [name, phase] of [...phases, ['all in a row', inARow] as const]) {
  if (which === null || which === name) await measure(name, phase);
}
rmSync(folder, { recursive: true, force: true });
