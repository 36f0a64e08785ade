import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from '../../support/built.ts';

export interface RunningService {
  readonly url: string;
  /** How many pictures it ever made. */
  madeCount(): Promise<number>;
  /** At once, as when the plug is pulled. */
  kill(): Promise<void>;
}

/** A real `thumbline serve` on a free port. */
export async function startService(store: string, token: string): Promise<RunningService> {
  const words = ['serve', '--port', '0', '--store', store, '--token', token, '--jobs', '2'];
  const child = spawn(process.execPath, [built('service/index.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Thumbline serves at (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    return {
      url,
      async madeCount() {
        const headers = { authorization: `Bearer ${token}` };
        const text = await (await fetch(`${url}/metrics`, { headers })).text();
        const [, count] =
          /^thumbline_task_events_total\{status="succeeded"\} (\d+)/m.exec(text) ?? [];
        return Number(count ?? 0);
      },
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error('the service ended before it was there');
}
