import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';

/** One message on the line: words as JSON, which is safe to parse whoever wrote it, and bytes behind them. */
export interface Frame {
  readonly words: unknown;
  readonly bytes: Buffer;
}

const headBytes = 8;
/** Sixteen outputs with a log each stay far below. Bytes. */
const mostWords = 8 * 1024 ** 2;
/** Bytes go behind the words only where they are few or where there is no room in memory for files. */
const mostBytes = 512 * 1024 ** 2;

export function sendFrame(socket: Socket, words: object, parts: readonly Uint8Array[]): void {
  const text = Buffer.from(JSON.stringify(words));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(
    parts.reduce((sum, { length }) => sum + length, 0),
    4,
  );
  socket.write(Buffer.concat([head, text, ...parts]));
}

/** Hears frames as they come, cut anyhow. `onFault` is called once, with what is no frame; nothing is heard after that. */
export function hearFrames(
  socket: Socket,
  onFrame: (frame: Frame) => void,
  onFault: (fault: string) => void,
): void {
  let pieces: Buffer[] = [];
  let heard = 0;
  let wanted = headBytes;

  /** Whether a frame was whole. */
  const take = (): boolean => {
    if (heard < wanted) return false;
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    const wordsLength = whole.readUInt32LE(0);
    const bytesLength = whole.readUInt32LE(4);
    if (wordsLength > mostWords || bytesLength > mostBytes)
      throw new Error('a message is too long');
    wanted = headBytes + wordsLength + bytesLength;
    pieces = [whole];
    if (whole.length < wanted) return false;
    const end = headBytes + wordsLength;
    const frame = {
      words: JSON.parse(whole.toString('utf8', headBytes, end)) as unknown,
      bytes: whole.subarray(end, wanted),
    };
    const rest = whole.subarray(wanted);
    pieces = [rest];
    heard = rest.length;
    wanted = headBytes;
    onFrame(frame);
    return true;
  };

  const hear = (piece: Buffer) => {
    pieces.push(piece);
    heard += piece.length;
    try {
      let isMore = true;
      while (isMore) isMore = take();
    } catch (error) {
      socket.off('data', hear);
      onFault(String(error));
    }
  };
  socket.on('data', hear);
}
