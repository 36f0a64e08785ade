import { Buffer } from 'node:buffer';
import { Socket } from 'node:net';
import type { DecoderAnswer, DecoderOrder } from '../../shared/worker/decoder-messages.ts';
import { brokerDescriptors } from '../../shared/worker/descriptors.ts';
import type { DecoderLine } from '../broker.ts';
import { type Frame, readFrame, writeFrame } from './frames.ts';
import { openParcelFile, unpack } from './parcels.ts';
import { createSourceReceiver } from './receive-source.ts';

const kinds = new Set(['ready', 'waiting', 'probed', 'finished', 'peeked', 'failed']);
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

const allocate = (sizeBytes: number) => Buffer.allocUnsafeSlow(sizeBytes);

/** Throws at what no honest decoder says. */
function answerOf({ words, bytes }: Frame, file: number): DecoderAnswer {
  const { message, parts } = saidIn(words);
  if (!isAnswer(message)) throw new Error('it is none that is known');
  if (message.kind !== 'finished') return message;
  if (!isList(parts)) throw new Error('it has no list of files');
  return { ...message, files: unpack(parts, { file, inline: bytes, allocate }) };
}

/**
 * The engine had this end of the line in its event loop, so calls on it return at once. Node has one way to undo that, of the handle
 * below a socket; answers with the socket, which closes the line when nobody holds it.
 */
function makeBlocking(line: number): Socket {
  const socket = new Socket({ fd: line, readable: false });
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null || !('setBlocking' in handle))
    throw new Error('this Node cannot wait for a line');
  const { setBlocking } = handle;
  if (typeof setBlocking !== 'function' || Reflect.apply(setBlocking, handle, [true]) !== 0)
    throw new Error('this system cannot wait for a line');
  return socket;
}

/** The decoder answers these; it says nothing to the others. */
const isAnswered = ({ kind }: DecoderOrder) =>
  kind === 'start' || kind === 'proceed' || kind === 'admit';

/**
 * The line to a decoder in a process of its own. It blocks while that works: the engine kills both where an attempt takes too long.
 * `onFault` is called with what no honest decoder says.
 */
export function lineToDecoder(onFault: (fault: string) => void): DecoderLine {
  const { line, source, results } = brokerDescriptors;
  const held = makeBlocking(line);
  const sources = createSourceReceiver(source, openParcelFile(source));
  /** The recipe that the decoder has, as JSON: it is the same for many pictures. */
  let known: string | null = null;
  let hear: (answer: DecoderAnswer) => void = () => undefined;

  const hearNext = () => {
    try {
      const frame = readFrame(line, allocate);
      if (frame !== null) return hear(answerOf(frame, results));
      // The engine learns of the decoder's end by itself.
      held.destroy();
    } catch (error) {
      onFault(String(error));
    }
  };

  const sendStart = ({ source: given, work, ...rest }: DecoderOrder & { kind: 'start' }) => {
    const { bytes, ...about } =
      given.kind === 'whole' ? given : { ...given, bytes: given.head, head: null };
    const fileBytes = given.kind === 'whole' ? sources.inFile() : null;
    const text = JSON.stringify(work);
    const recipe = text === known ? null : work;
    known = text;
    const message = { ...rest, source: about };
    writeFrame(line, { message, fileBytes, recipe }, [bytes]);
  };

  return {
    receive: sources.receive,
    send(order) {
      try {
        if (order.kind === 'start') sendStart(order);
        else writeFrame(line, { message: order }, []);
      } catch {
        // It has ended, which the engine sees for itself.
        return;
      }
      if (isAnswered(order)) hearNext();
    },
    onAnswer(listener) {
      hear = listener;
      // Its first word, `ready`.
      setImmediate(hearNext);
    },
  };
}
