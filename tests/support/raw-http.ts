import { connect } from 'node:net';

/** What a server answers to these bytes, whatever HTTP makes of them: until `isEnough` says so or it hangs up. */
export function rawRequest(
  url: string,
  bytes: string | Uint8Array | Iterable<Uint8Array>,
  isEnough: (answer: string) => boolean = (answer) => answer.includes('}'),
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
      if (isEnough(answer)) socket.destroy();
    });
    // A server that cuts the connection ends the sending; what it had said before counts.
    socket.on('error', () => undefined).on('close', () => resolve(answer));
    if (typeof bytes === 'string') socket.write(bytes, 'latin1');
    else if (bytes instanceof Uint8Array) socket.write(bytes);
    else sendAll(socket, bytes[Symbol.iterator]());
  });
}

function sendAll(socket: ReturnType<typeof connect>, parts: Iterator<Uint8Array>): void {
  while (!socket.destroyed) {
    const { done, value } = parts.next();
    if (done) return;
    if (!socket.write(value)) {
      socket.once('drain', () => sendAll(socket, parts));
      return;
    }
  }
}
