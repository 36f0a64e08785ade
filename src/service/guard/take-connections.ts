import { Socket } from 'node:net';
import { join } from 'node:path';
import type { App } from '../http/server.ts';
import { questions } from './door.ts';
import { guardsFolder } from './guard.ts';

/**
 * Has the app answer the connections that its guard hands on, and the guard itself. It listens in a folder of the guard's, too, where
 * nobody calls: only a server that listens looks after its connections.
 */
export async function takeConnections(app: App): Promise<void> {
  await app.listen({ path: join(guardsFolder(), 'socket') });
  const answer = () => void process.send?.(questions.here, () => undefined);
  process.on('message', (said, socket) => {
    if (said === questions.areYouThere) answer();
    if (said !== questions.connection || !(socket instanceof Socket)) return;
    app.server.emit('connection', socket);
    socket.resume();
  });
  // Nobody heard what was asked before.
  answer();
}
