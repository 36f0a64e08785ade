import type { Buffer } from 'node:buffer';
import type { DecoderLine } from '../broker/broker.ts';
import type { DecoderAnswer, DecoderOrder } from '../shared/worker/decoder-messages.ts';
import { isDecoding } from './decoding/sharp/prepare-sharp.ts';
import { createKeptBuffer } from '../broker/reading/kept-buffer.ts';
import { fill } from '../broker/reading/read-source.ts';

/** The decoder's end of the line to its broker. */
export interface BrokerLine {
  send(answer: DecoderAnswer): void;
  onOrder(listener: (order: DecoderOrder) => void): void;
}

const nobody = () => undefined;

/** Both ends of a line within one process: nothing is copied. */
export function openLine(): { readonly broker: DecoderLine; readonly decoder: BrokerLine } {
  const kept = createKeptBuffer(isDecoding);
  let source: Buffer | null = null;
  let hearOrder: (order: DecoderOrder) => void = nobody;
  let hearAnswer: (answer: DecoderAnswer) => void = nobody;
  return {
    broker: {
      receive(sizeBytes, read) {
        // Not sooner: a decoder that has answered is still counted until the end of its turn.
        if (source) kept.giveBack(source);
        source = kept.take(sizeBytes);
        return fill(source, read);
      },
      send: (order) => hearOrder(order),
      onAnswer: (listener) => {
        hearAnswer = listener;
      },
    },
    decoder: {
      send: (answer) => hearAnswer(answer),
      onOrder: (listener) => {
        hearOrder = listener;
      },
    },
  };
}
