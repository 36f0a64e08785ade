import type { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';
import { type Frame, readFrame, writeFrame } from '../broker/line/frames.ts';
import { openParcelFile, pack } from '../broker/line/parcels.ts';
import { createKeptBuffer } from '../broker/reading/kept-buffer.ts';
import { fill } from '../broker/reading/read-source.ts';
import type { DecoderOrder } from '../shared/worker/decoder-messages.ts';
import { decoderDescriptors } from '../shared/worker/descriptors.ts';
import { isDecoding } from './decoding/sharp/prepare-sharp.ts';
import type { BrokerLine } from './line.ts';

const end = () => process.kill(process.pid, 'SIGKILL');

type Start = Extract<DecoderOrder, { readonly kind: 'start' }>;

interface Said {
  readonly message: DecoderOrder;
  /** Of a `start`: how much of the source is in the file, if it is there. */
  readonly fileBytes?: number | null;
  /** Of a `start`: the recipe, if it is another than before. */
  readonly recipe?: Start['work'] | null;
}

/** The broker is the same program: it is enough to know that this is a message of it. */
const isSaid = (words: unknown): words is Said =>
  typeof words === 'object' && words !== null && 'message' in words;

/** Memory for what comes, one after another. */
function createPlace() {
  const kept = createKeptBuffer(isDecoding);
  let last: Buffer | null = null;
  return (sizeBytes: number): Buffer => {
    if (last) kept.giveBack(last);
    last = kept.take(sizeBytes);
    return last;
  };
}

/**
 * The line to the broker of a decoder in a process of its own. Both speak in turns, so it blocks until the next order; it ends with that
 * line.
 */
export function lineToBroker(): BrokerLine {
  const { line, source, results } = decoderDescriptors;
  const made = openParcelFile(results);
  const [frames, sources] = [createPlace(), createPlace()];
  let work: Start['work'] | null = null;
  let listen: (order: DecoderOrder) => void = () => undefined;

  function readFile(sizeBytes: number): Buffer {
    let at = 0;
    const bytes = fill(sources(sizeBytes), (into) => {
      const count = readSync(source, into, 0, into.length, at);
      at += count;
      return count;
    });
    if (bytes === null) throw new Error('a source is shorter than was said');
    return bytes;
  }

  /** Puts the bytes and the recipe back where they belong. */
  function startOf(
    message: Start,
    { fileBytes = null, recipe = null }: Said,
    inline: Buffer,
  ): Start {
    work = recipe ?? work;
    const bytes = fileBytes === null ? inline : readFile(fileBytes);
    const given = message.source;
    const whole = given.kind === 'whole' ? { ...given, bytes } : { ...given, head: bytes };
    return { ...message, work: work ?? message.work, source: whole };
  }

  function hearFrame({ words, bytes }: Frame): void {
    if (!isSaid(words)) return void end();
    const { message } = words;
    listen(message.kind === 'start' ? startOf(message, words, bytes) : message);
    // These are not answered.
    if (message.kind === 'mark' || message.kind === 'release') hearNext();
  }

  // Later, so that what ended with an answer is over first.
  const hearNext = () =>
    void setImmediate(() => {
      const frame = readFrame(line, frames);
      if (frame === null) end();
      else hearFrame(frame);
    });

  return {
    send(answer) {
      if (answer.kind === 'finished') {
        const { files, ...message } = answer;
        const { parts, inline } = pack(made, files);
        writeFrame(line, { message, parts }, inline);
      } else {
        writeFrame(line, { message: answer, parts: [] }, []);
      }
      hearNext();
    },
    onOrder(listener) {
      listen = listener;
    },
  };
}
