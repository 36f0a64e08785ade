import type { ChildProcess } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAway, wakeDrives } from '../../engine/files/index.ts';
import { servingWords } from '../../shared/words/areas/serving.ts';
import { problemBody, statusOf } from '../http/problems.ts';

/** The guarded process is asked this often whether it answers. Milliseconds. */
const askEveryMs = 500;
/** A busy one may be late; one that is later than this is silent. Milliseconds. */
const mayTakeMs = 2000;
/** What the stand-in is asked is short. Milliseconds. */
const requestMayTakeMs = 10_000;

const silence = 'The drive of the history does not answer.';

/** What the guard says to the guarded process beside signals, and hears from it. */
export const questions = { areYouThere: 'are you there', here: 'here' };

/** Comes with a connection, which both processes hold until the guarded one says that it is over. */
export interface ConnectionMessage {
  readonly connection: number;
}

export interface ConnectionOver {
  readonly over: number;
}

const isOver = (said: unknown): said is ConnectionOver =>
  typeof said === 'object' && said !== null && 'over' in said && typeof said.over === 'number';

/** Answers for a process that cannot: it lives, and takes nothing. */
function createStandIn(): HttpServer {
  return createHttpServer((request, response) => {
    const isAlive = request.url?.split('?')[0] === '/healthz';
    const [status, body] = isAlive
      ? [200, { status: 'ok', waiting: silence }]
      : [statusOf('store-unavailable'), problemBody('store-unavailable', silence)];
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      connection: 'close',
      ...(!isAlive && { 'retry-after': '10' }),
    });
    response.end(JSON.stringify(body));
    request.resume();
  });
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  await promise;
  server.off('error', reject);
  const taken = server.address();
  return typeof taken === 'object' && taken !== null ? taken.port : port;
}

/** Where a service listens whose own process may hang: in its guard, which hands each connection on. */
export interface Door {
  readonly address: string;
  /** For what the guarded process listens at by itself; gone when this is closed, however that process ended. */
  readonly folder: string;
  /** From now on connections go to this process, or are answered here while it is silent and the drive of `folder` is away. */
  open(child: ChildProcess, folder: string): void;
  close(): void;
}

const shown = (host: string) => (host.includes(':') ? `[${host}]` : host);

/** Rejects as `listen` does. `tell` hears when the process falls silent because of its drive, and when it answers again. */
export async function openDoor(
  { host, port }: { readonly host: string; readonly port: number },
  tell: (line: string) => void,
): Promise<Door> {
  const found = host === 'localhost' ? await lookup(host, { all: true }) : [{ address: host }];
  let take = (socket: Socket): void => void socket.destroy();
  const addresses: string[] = [];
  const servers: Server[] = [];
  const answeredHere = new Set<Socket>();
  let taken = port;
  for (const { address } of found) {
    const server = createServer({ pauseOnConnect: true }, (socket) => take(socket));
    const isFirst = servers.length === 0;
    try {
      taken = await listen(server, address, taken);
      servers.push(server);
      addresses.push(`http://${shown(address)}:${taken}`);
    } catch (error) {
      // `localhost` may have a name for an address that this system does not use.
      if (isFirst) throw error;
    }
  }
  const ownFolder = mkdtempSync(join(tmpdir(), 'thumbline-door-'));
  return {
    address: addresses[0] ?? '',
    folder: ownFolder,
    close() {
      for (const server of servers) server.close();
      rmSync(ownFolder, { recursive: true, force: true });
      for (const socket of answeredHere) socket.destroy();
    },
    open(child, folder) {
      let answeredAt = performance.now();
      let isSilent = false;
      let isAsked = false;
      let isReady = false;
      /** Those that the process has, or is to get: Node sends one after another, each when the last has arrived. */
      const shared = new Map<number, Socket>();
      let lastConnection = 0;
      /** Who is at the other end learns that nothing comes, and may ask anew. */
      const letGo = () => {
        for (const socket of shared.values()) socket.destroySoon();
        shared.clear();
      };
      const end = (connection: number) => {
        shared.get(connection)?.destroy();
        shared.delete(connection);
      };
      const handOn = (connection: number, socket: Socket) => {
        const message: ConnectionMessage = { connection };
        child.send(message, socket, { keepOpen: true }, (error) => {
          if (error) end(connection);
        });
      };
      const standIn = createStandIn();
      const become = (next: boolean) => {
        if (next === isSilent) return;
        isSilent = next;
        if (isSilent) letGo();
        tell(next ? servingWords('drive.silent') : servingWords('drive.answers'));
      };
      child.on('message', (said) => {
        if (isOver(said)) end(said.over);
        if (said !== questions.here) return;
        answeredAt = performance.now();
        isAsked = false;
        become(false);
        if (isReady) return;
        isReady = true;
        for (const [connection, socket] of shared) handOn(connection, socket);
      });
      child.on('disconnect', letGo);
      const look = async () => {
        // What is asked of a process that hangs would wait in this one.
        if (child.connected && !isAsked) {
          isAsked = true;
          child.send(questions.areYouThere, () => undefined);
        }
        if (performance.now() - answeredAt < mayTakeMs) return;
        await wakeDrives([folder]);
        become(performance.now() - answeredAt >= mayTakeMs && isAway(folder));
      };
      setInterval(() => void look(), askEveryMs).unref();
      take = (socket) => {
        socket.on('error', () => socket.destroy());
        if (!isSilent) {
          // On its way out it takes none, and is not gone yet.
          if (!child.connected) return void socket.destroy();
          lastConnection += 1;
          shared.set(lastConnection, socket);
          if (isReady) handOn(lastConnection, socket);
          return;
        }
        answeredHere.add(socket);
        socket.once('close', () => answeredHere.delete(socket));
        socket.setTimeout(requestMayTakeMs, () => socket.destroy());
        standIn.emit('connection', socket);
        socket.resume();
      };
    },
  };
}
