import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What a server that only looks like Thumbline says; `'METHOD /path'` → answer. The longest key that fits wins. */
export type Lies = Readonly<Record<string, Answer>>;

export const json =
  (body: unknown, status = 200): Answer =>
  (request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  };

export const about = json({ service: 'thumbline', version: '9', workers: 2, mayConvert: true });
export const accepted = json(
  {
    submission_task_id: 'abc',
    submission_status: 'PENDING',
    status: 'PENDING',
    submission_result: null,
  },
  202,
);

export function done(output: object = {}): Answer {
  const usual = { name: 'output-1', url: '/', width: 12, height: 8, format: 'jpeg', sizeBytes: 5 };
  return json({
    submission_task_id: 'abc',
    submission_status: 'SUCCESS',
    submission_result: true,
    name: 'a.jpg',
    outputs: [{ ...usual, ...output }],
    notes: [],
    error: null,
  });
}

export const removed: Answer = (_request, response) => void response.writeHead(204).end();

export interface Pretender {
  readonly url: string;
  /** Every request it got: `'METHOD /path'`. */
  readonly asked: readonly string[];
}

/** A server of the test's own that lies as told; everything it is not told is 404. */
export async function startPretender(lies: Lies): Promise<Pretender> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.push(what);
    const [found] = Object.keys(lies)
      .filter((key) => what.startsWith(key))
      .toSorted((one, other) => other.length - one.length);
    const answer = found === undefined ? json({}, 404) : (lies[found] ?? json({}, 404));
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
