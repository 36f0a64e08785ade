import type { Buffer } from 'node:buffer';
import { Socket } from 'node:net';
import { decoderDescriptors } from '../broker/line/descriptors.ts';
import { hearFrames, sendFrame } from '../broker/line/frames.ts';
import { pack, shrink, unpack } from '../broker/line/parcels.ts';
import { createKeptBuffer } from '../broker/reading/kept-buffer.ts';
import type { DecoderOrder } from '../shared/worker/decoder-messages.ts';
import { isDecoding } from './decoding/sharp/prepare-sharp.ts';
import type { BrokerLine } from './line.ts';

const end = () => process.kill(process.pid, 'SIGKILL');

interface OrderParcel {
  readonly message: DecoderOrder;
  readonly parts: unknown;
}

/** The broker is the same program: it is enough to know that this is a message of it. */
const isParcel = (words: unknown): words is OrderParcel =>
  typeof words === 'object' && words !== null && 'message' in words && 'parts' in words;

/** Puts the bytes back where they belong. */
function orderOf(message: DecoderOrder, [bytes]: readonly (Buffer | null)[]): DecoderOrder {
  if (message.kind !== 'start' || !bytes) return message;
  const { source } = message;
  const given = source.kind === 'whole' ? { ...source, bytes } : { ...source, head: bytes };
  return { ...message, source: given };
}

/** The line to the broker of a decoder in a process of its own. It ends with that line. */
export function lineToBroker(): BrokerLine {
  const { line, source, results } = decoderDescriptors;
  const socket = new Socket({ fd: line });
  // A hung decoder would keep an ordinary exit waiting for its thread.
  socket.on('close', end).on('error', end);
  const kept = createKeptBuffer(isDecoding);
  let last: Buffer | null = null;
  const allocate = (sizeBytes: number) => {
    if (last) kept.giveBack(last);
    last = kept.take(sizeBytes);
    return last;
  };
  return {
    send(answer) {
      if (answer.kind !== 'finished') return sendFrame(socket, { message: answer, parts: [] }, []);
      const { files, ...rest } = answer;
      shrink(results);
      const { parts, inline } = pack(results, files);
      sendFrame(socket, { message: rest, parts }, inline);
    },
    onOrder(listener) {
      hearFrames(
        socket,
        ({ words, bytes: inline }) => {
          if (!isParcel(words)) return end();
          const { message, parts } = words;
          listener(orderOf(message, unpack(parts, { file: source, inline, allocate })));
        },
        end,
      );
    },
  };
}
