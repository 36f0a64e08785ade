import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import {
  completeServeOptions,
  type ServeOptions,
} from '../../src/service/command/serve-options.ts';
import { builtPage, createHelpers } from '../../src/service/processes.ts';
import { type Serving, serve } from '../../src/service/serve.ts';
import { built } from './built.ts';
import { tempFolder } from './temp-folder.ts';

const entry = built('service/index.js');

/** A picture of its own for every number, as bytes. */
export function pictureBytes(number = 0): Promise<Buffer> {
  const background = { r: number % 256, g: 120, b: (number >> 8) % 256 };
  return sharp({ create: { width: 30, height: 20, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** What a program would say to a service. */
export class Client {
  readonly url: string;
  readonly token: string | null;

  constructor(url: string, token: string | null = null) {
    this.url = url;
    this.token = token;
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.token !== null) headers.set('authorization', `Bearer ${this.token}`);
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  async json(path: string, init: RequestInit = {}): Promise<Sent> {
    const response = await this.fetch(path, init);
    const text = await response.text();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, headers: response.headers, body };
  }

  send(
    bytes: Uint8Array | null,
    name = 'picture.jpg',
    more: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Sent> {
    const form = new FormData();
    if (bytes) form.append('file', new Blob([Uint8Array.from(bytes)]), name);
    for (const [key, value] of Object.entries(more.fields ?? {})) form.append(key, value);
    return this.json('/convert', { method: 'POST', body: form, headers: more.headers ?? {} });
  }

  async sendPicture(number = 0): Promise<string> {
    const { status, body } = await this.send(await pictureBytes(number));
    if (status !== 202) throw new Error(`not accepted: ${status} ${JSON.stringify(body)}`);
    return String(body['submission_task_id']);
  }

  /** Follows the events from their beginning until the task is settled; answers with what is then said of it. */
  async settled(id: string): Promise<Record<string, unknown>> {
    const isSettled = /"status":"(?:succeeded|failed|cancelled|skipped)"/;
    for await (const event of this.events(0)) {
      if (event.includes(`"id":"${id}"`) && isSettled.test(event)) break;
    }
    return (await this.json(`/convert/${id}`)).body;
  }

  /** Raw server-sent events, one a turn. */
  async *events(after: number): AsyncGenerator<string> {
    const ending = new AbortController();
    const response = await this.fetch(`/events?after=${after}`, { signal: ending.signal });
    let text = '';
    try {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const events = (text + part).split('\n\n');
        text = events.pop() ?? '';
        yield* events.filter((event) => event.startsWith('id:'));
      }
    } finally {
      ending.abort();
    }
  }
}

export interface StartedService {
  readonly client: Client;
  readonly serving: Serving;
  readonly store: string;
}

interface ServiceContext {
  readonly pageFolder?: string;
  readonly tell?: (line: string) => void;
  /** Left out, a service that complains fails its test. */
  readonly complain?: (line: string) => void;
}

/** A service on a free port of this machine with a store of its own. `close` fails if it complained of anything. */
export async function launchService(
  given: Partial<ServeOptions> = {},
  context: ServiceContext = {},
): Promise<StartedService & { readonly close: () => Promise<void> }> {
  const store = given.store ?? tempFolder();
  const options = completeServeOptions({ port: 0, store, jobs: 2, ...given });
  if (!options.ok) throw new Error(options.problem);
  const bugs: string[] = [];
  const serving = await serve(options.value, {
    version: '0.0.0',
    helpers: createHelpers(entry),
    pageFolder: builtPage(entry),
    tell: () => undefined,
    complain: (line) => bugs.push(line),
    ...context,
    isLogging: false,
  });
  const close = async () => {
    await serving.close();
    if (bugs.length > 0) throw new Error(bugs.join('\n'));
  };
  const client = new Client(serving.address, given.token?.[0] ?? null);
  return { client, serving, store, close };
}

/** The same, closed when the test ends. */
export async function startService(
  given: Partial<ServeOptions> = {},
  context: ServiceContext = {},
): Promise<StartedService> {
  const { close, ...service } = await launchService(given, context);
  onTestFinished(close);
  return service;
}
