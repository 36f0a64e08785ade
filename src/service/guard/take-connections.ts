import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../http/server.ts';
import { questions } from './door.ts';

/**
 * Has the app answer the connections that its guard hands on, and the guard itself. It listens in a folder of its own, too, where nobody
 * calls: only a server that listens looks after its connections.
 */
export async function takeConnections(app: App): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbline-door-'));
  await app.listen({ path: join(folder, 'socket') });
  app.server.once('close', () => void rm(folder, { recursive: true, force: true }));
  process.on('message', (said, socket) => {
    if (said === questions.areYouThere) process.send?.(questions.here, () => undefined);
    if (said !== questions.connection || !(socket instanceof Socket)) return;
    app.server.emit('connection', socket);
    socket.resume();
  });
}
