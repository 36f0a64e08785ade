import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemBody, type ProblemCode, statusOf } from './problems.ts';

const codes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'timed-out',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers what never became a request: too slow, too large or no HTTP. There is no reply yet, only the socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Whoever went away hears nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codes[error.code ?? ''] ?? 'not-understood';
  const body = JSON.stringify(problemBody(code));
  const head = [
    `HTTP/1.1 ${statusOf(code)} ${STATUS_CODES[statusOf(code)] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
