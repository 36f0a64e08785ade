import { Buffer } from 'node:buffer';
import { Socket } from 'node:net';
import type { DecoderAnswer } from '../../shared/worker/decoder-messages.ts';
import type { DecoderLine } from '../broker.ts';
import { createKeptBuffer } from '../reading/kept-buffer.ts';
import { brokerDescriptors } from './descriptors.ts';
import { type Frame, hearFrames, sendFrame } from './frames.ts';
import { pack, shrink, unpack } from './parcels.ts';

const kinds = new Set(['ready', 'waiting', 'probed', 'finished', 'failed']);
/** Far more outputs than a recipe may have. */
const mostParts = 1000;

const isList = (raw: unknown): raw is unknown[] => Array.isArray(raw) && raw.length <= mostParts;

/** As much as the broker itself relies on; the engine parses the rest. */
function isAnswer(raw: unknown): raw is DecoderAnswer {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return false;
  if (typeof raw.kind !== 'string' || !kinds.has(raw.kind)) return false;
  if (raw.kind !== 'finished') return true;
  return 'outputs' in raw && isList(raw.outputs) && 'faults' in raw && isList(raw.faults);
}

interface Said {
  readonly message: unknown;
  readonly parts: unknown;
}

function saidIn(words: unknown): Said {
  const isSaid =
    typeof words === 'object' && words !== null && 'message' in words && 'parts' in words;
  if (!isSaid) throw new Error('it is no message');
  return words;
}

/** Throws at what no honest decoder says. */
function answerOf({ words, bytes }: Frame, file: number): DecoderAnswer {
  const { message, parts } = saidIn(words);
  if (!isAnswer(message)) throw new Error('it is none that is known');
  if (message.kind !== 'finished') return message;
  if (!isList(parts)) throw new Error('it has no list of files');
  const allocate = (sizeBytes: number) => Buffer.allocUnsafeSlow(sizeBytes);
  return { ...message, files: unpack(parts, { file, inline: bytes, allocate }) };
}

/** The line to a decoder in a process of its own. `onFault` is called with what no honest decoder says. */
export function lineToDecoder(onFault: (fault: string) => void): DecoderLine {
  const { line, source, results } = brokerDescriptors;
  const socket = new Socket({ fd: line });
  // The engine learns of the decoder's end by itself.
  socket.on('error', () => undefined);
  const kept = createKeptBuffer(() => false);
  let last: Buffer | null = null;
  let hear: (answer: DecoderAnswer) => void = () => undefined;
  const hearFrame = (frame: Frame) => hear(answerOf(frame, results));
  hearFrames(socket, hearFrame, onFault);
  return {
    allocate(sizeBytes) {
      if (last) kept.giveBack(last);
      last = kept.take(sizeBytes);
      return last;
    },
    send(order) {
      if (order.kind !== 'start') return sendFrame(socket, { message: order, parts: [] }, []);
      const { source: given, ...rest } = order;
      const { bytes, ...known } =
        given.kind === 'whole' ? given : { ...given, bytes: given.head, head: null };
      shrink(source);
      const { parts, inline } = pack(source, [bytes]);
      sendFrame(socket, { message: { ...rest, source: known }, parts }, inline);
    },
    onAnswer: (listener) => {
      hear = listener;
    },
  };
}
