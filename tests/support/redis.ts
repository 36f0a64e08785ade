import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { tempFolder } from './temp-folder.ts';

const program = 'redis-server';

/** Further settings, as its configuration file names them. */
type Options = Readonly<Record<string, string>>;

function start(port: number, folder: string, more: Options): ChildProcess {
  const options = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    ...more,
  };
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, String(value)]);
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function ready(server: ChildProcess): Promise<void> {
  server.stdout?.setEncoding('utf8');
  for await (const text of server.stdout ?? []) {
    if (String(text).includes('Ready to accept connections')) break;
  }
}

/** A real Redis of the running test's own, on a free port with a folder of its own and AOF. */
export interface RedisServer {
  readonly url: string;
  /** SIGKILL: like a machine that loses its power. */
  kill(): Promise<void>;
  /** What is on disk is there again. `changed` holds from now on. */
  restart(changed?: Options): Promise<void>;
  /** SIGSTOP and SIGCONT: connections stay and nothing answers. */
  freeze(): void;
  thaw(): void;
}

export async function startRedis(more: Options = {}): Promise<RedisServer> {
  if (spawnSync(program, ['--version']).status !== 0) {
    throw new Error(`${program} is missing: apt-get install ${program}`);
  }
  const folder = tempFolder();
  const port = await freePort();
  let options = more;
  let server = start(port, folder, options);
  // A pipe that is read to its end no more must not hold the server up.
  const begin = async () => {
    await ready(server);
    server.stdout?.destroy();
  };
  await begin();
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGCONT');
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  onTestFinished(kill);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart(changed = {}) {
      await kill();
      options = { ...options, ...changed };
      server = start(port, folder, options);
      await begin();
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
  };
}
