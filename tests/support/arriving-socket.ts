import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** This process’s end of the connection at which the last request to an address that begins so arrived. */
export function arrivingSocket(address: string): () => Socket | undefined {
  const { port, pathname } = new URL(address);
  let found: Socket | undefined;
  const hear = (told: unknown) => {
    const { request, socket } = told as { request: { url: string }; socket: Socket };
    const isThere = String(socket.localPort) === port && request.url.startsWith(pathname);
    if (isThere) found = socket;
  };
  subscribe('http.server.request.start', hear);
  onTestFinished(() => void unsubscribe('http.server.request.start', hear));
  return () => found;
}
