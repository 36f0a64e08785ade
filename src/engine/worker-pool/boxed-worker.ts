import { type ChildProcess, fork, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { WorkerProcess } from '../ports.ts';
import { boxedCommand, type BoxedProgram, type DecoderBox } from './sandbox/decoder-box.ts';
import type { Start } from './sandbox/worker-sandbox.ts';
import { openUnnamed } from './shared-files.ts';
import { workerEnvironment } from './worker-environment.ts';

export interface BoxedOptions extends BoxedProgram {
  readonly brokerEntry: string;
  /** What stands before the broker's file. */
  readonly broker: Start;
  /** Which system calls a decoder may not make; null where none is known for this processor. */
  readonly filter: Buffer | null;
  readonly box: DecoderBox;
}

/** What the worker's entry is told to be a decoder only. */
const decoderWord = 'decode';
/** Where the decoder finds its filter; the numbers of the others are in `broker/line/descriptors.ts`. */
const filterDescriptor = 4;

const withoutBox = 'It never spoke. From now on workers start without their box.';

const keptCharacters = 2000;

/** The last words on standard error, for the log of a crash. */
export function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptCharacters);
  });
  return () => words.trim();
}

/** A process inside a box that a signal ended is told of as code 128 and the signal's number. */
export function endOf(code: number | null, signal: NodeJS.Signals | null): string {
  const number = (code ?? 0) - 128;
  const inner = Object.entries(constants.signals).find(([, value]) => value === number);
  return signal ?? inner?.[0] ?? `code ${code}`;
}

function startDecoder(options: BoxedOptions, files: readonly number[]): ChildProcess {
  const { filter } = options;
  const [program = '', ...words] = boxedCommand(options, filter === null ? null : filterDescriptor);
  const decoder = spawn(program, [...words, decoderWord], {
    env: workerEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', filter === null ? 'ignore' : 'pipe', ...files],
    detached: true,
  });
  if (decoder.pid === undefined) throw new Error('the decoder could not be started');
  const pipe = decoder.stdio[filterDescriptor];
  if (pipe && 'end' in pipe) {
    pipe.on('error', () => undefined);
    pipe.end(filter);
  }
  return decoder;
}

/**
 * A decoder in its box and a broker beside it, as one worker: both start at once, and one does not outlive the other.
 * The line between them is the decoder's own pipe, whose other end the broker inherits.
 */
export function launchBoxed(options: BoxedOptions): WorkerProcess {
  const { files, close } = openUnnamed(2);
  const decoder = startDecoder(options, files);
  const line = decoder.stdio[3] ?? 'ignore';
  const broker = fork(options.brokerEntry, [], {
    execPath: options.broker.program,
    execArgv: [...options.broker.words],
    env: workerEnvironment(process.env),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', line, ...files],
    detached: true,
  });
  close();
  if (typeof line !== 'string') line.destroy();

  const { box } = options;
  let isSettled = false;
  broker.once('message', () => {
    isSettled = true;
    box.prove();
  });
  const kill = () => {
    decoder.kill('SIGKILL');
    broker.kill('SIGKILL');
  };
  /** One that never spoke, unasked, ran into its box. */
  const tellOfBox = () => (!isSettled && box.giveUp() ? withoutBox : '');
  const ended = (child: ChildProcess, name: string) => {
    const words = lastWords(child);
    return new Promise<string>((resolve) => {
      child.on('error', (error) => {
        if (child.pid === undefined) resolve(`${name} could not be started: ${error.message}`);
      });
      child.once('close', (code, signal) => {
        const how = endOf(code, signal);
        resolve([`${name} ended with ${how}`, words()].filter(Boolean).join('\n'));
      });
    }).finally(kill);
  };
  const ends = [ended(decoder, 'it'), ended(broker, 'its broker')];

  const tellEnd = async (listener: (reason: string) => void) => {
    const first = await Promise.race(ends);
    await Promise.all(ends);
    listener([first, tellOfBox()].filter(Boolean).join('\n'));
  };

  return {
    processId: decoder.pid ?? 0,
    send: (messages) => void broker.send(messages, () => undefined),
    onMessage: (listener) => void broker.on('message', listener),
    onExit: (listener) => void tellEnd(listener),
    kill() {
      isSettled = true;
      kill();
    },
  };
}
