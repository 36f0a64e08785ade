import { Socket } from 'node:net';
import { join } from 'node:path';
import type { App } from '../http/server.ts';
import { type ConnectionMessage, type ConnectionOver, questions } from './door.ts';
import { guardsFolder } from './guard.ts';

const isConnection = (said: unknown): said is ConnectionMessage =>
  typeof said === 'object' && said !== null && 'connection' in said;

/**
 * Has the app answer the connections that its guard hands on, and the guard itself. It listens in a folder of the guard's, too, where
 * nobody calls: only a server that listens looks after its connections.
 */
export async function takeConnections(app: App): Promise<void> {
  await app.listen({ path: join(guardsFolder(), 'socket') });
  const answer = () => void process.send?.(questions.here, () => undefined);
  process.on('message', (said, socket) => {
    if (said === questions.areYouThere) answer();
    if (!isConnection(said) || !(socket instanceof Socket)) return;
    const over: ConnectionOver = { over: said.connection };
    socket.once('close', () => process.send?.(over, () => undefined));
    app.server.emit('connection', socket);
    socket.resume();
  });
  // Nobody heard what was asked before.
  answer();
}
