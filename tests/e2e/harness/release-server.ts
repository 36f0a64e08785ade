import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Release {
  readonly version: string;
  readonly bytes: Buffer;
  /** What is sent in place of `bytes`. */
  readonly sent?: Buffer;
}

export interface ReleaseServer {
  readonly url: string;
  /** What is asked for from now on. */
  offer(release: Release): void;
  readonly asked: readonly string[];
  close(): void;
}

/** Serves one release of an AppImage as electron-builder lays it out. */
export async function serveReleases(): Promise<ReleaseServer> {
  let current: Release | null = null;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    if (current === null) {
      response.writeHead(404).end();
      return;
    }
    const { version, bytes, sent = bytes } = current;
    const name = `Thumbline-${version}.AppImage`;
    if (path === `/${name}`) {
      response.writeHead(200, { 'content-length': bytes.length });
      // Cut short, the connection breaks off where the rest should come.
      response.write(sent, () =>
        sent.length < bytes.length ? response.destroy() : response.end(),
      );
    } else {
      const sha512 = createHash('sha512').update(bytes).digest('base64');
      response.end(
        `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${bytes.length}\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-11-30T00:00:00.000Z'\n`,
      );
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    offer(release) {
      current = release;
    },
    asked,
    close: () => server.close(),
  };
}
