import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { createChangeFeed } from '../../../src/service/events/change-feed.ts';
import { streamChanges } from '../../../src/service/events/event-stream.ts';
import type { Change } from '../../../src/shared/task/change.ts';

/** An engine that only tells changes, each as large as one of a task. */
function feedOf(): {
  readonly feed: ReturnType<typeof createChangeFeed>;
  readonly tell: (count: number) => void;
} {
  let listener: (changes: readonly Change[]) => void = () => undefined;
  let number = 0;
  const engine = {
    snapshot: () => ({ number: 0 }),
    subscribe(told: typeof listener) {
      listener = told;
      return () => undefined;
    },
  } as unknown as Engine;
  const feed = createChangeFeed(engine);
  const taskIds = [`task-${'x'.repeat(700)}`];
  return {
    feed,
    tell(count) {
      const change = (): Change => ({ kind: 'removed', number: (number += 1), taskIds });
      listener(Array.from({ length: count }, change));
    },
  };
}

async function serveFeed(feed: ReturnType<typeof createChangeFeed>): Promise<string> {
  const server = createServer((request, response) => {
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'));
    void streamChanges(response, { feed, after, show: (change) => change });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connect(url: string, after: number): Promise<IncomingMessage> {
  const request = get(`${url}/?after=${after}`);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  request.on('error', () => undefined);
  return response.setEncoding('utf8');
}

interface Heard {
  readonly names: ReadonlySet<string>;
  readonly numbers: readonly number[];
}

/** Reads until the event of that number. */
async function readUntil(response: IncomingMessage, last: number): Promise<Heard> {
  const names = new Set<string>();
  const numbers: number[] = [];
  let text = '';
  for await (const part of response.iterator({ destroyOnReturn: false })) {
    const events = (text + String(part)).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const [, id] = /^id: (\d+)$/m.exec(event) ?? [];
      if (id === undefined) continue;
      numbers.push(Number(id));
      names.add(/^event: (\w+)$/m.exec(event)?.[1] ?? '');
    }
    if (numbers.at(-1) === last) break;
  }
  return { names, numbers };
}

test('a reader that is 10,000 changes behind hears them all, in order', async () => {
  const { feed, tell } = feedOf();
  tell(10_000);
  const response = await connect(await serveFeed(feed), 0);
  const { names, numbers } = await readUntil(response, 10_000);
  expect([...names]).toEqual(['change']);
  expect(numbers).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
});

test('one that is 100,000 behind is told to start anew, once, and goes on from there', async () => {
  const { feed, tell } = feedOf();
  tell(100_000);
  const response = await connect(await serveFeed(feed), 1);
  expect(await readUntil(response, 100_000)).toEqual({
    names: new Set(['reset']),
    numbers: [100_000],
  });
  tell(3);
  expect(await readUntil(response, 100_003)).toEqual({
    names: new Set(['change']),
    numbers: [100_001, 100_002, 100_003],
  });
});

test('one that stops reading costs no memory and comes to the truth when it reads again', async () => {
  const { feed, tell } = feedOf();
  const url = await serveFeed(feed);
  const response = await connect(url, 0);
  response.pause();
  for (let round = 0; round < 50; round += 1) {
    tell(1000);
    await new Promise(setImmediate);
  }
  const { names, numbers } = await readUntil(response, 50_000);
  expect(names).toContain('reset');
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  // What it was sent is what the sockets hold, not what happened meanwhile.
  expect(numbers.length).toBeLessThan(30_000);
});
