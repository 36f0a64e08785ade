import { type ChildProcess, fork, spawn } from 'node:child_process';
import { decoderDescriptors, decoderWord } from '../../shared/worker/descriptors.ts';
import type { WorkerProcess } from '../ports.ts';
import { killChild, whenEnded } from './child-end.ts';
import { boxedCommand, type BoxedProgram } from './sandbox/decoder-box.ts';
import type { Start } from './sandbox/worker-sandbox.ts';
import { openUnnamed } from './shared-files.ts';
import { innermost } from './watch-memory.ts';
import { workerEnvironment } from './worker-environment.ts';

export interface BoxedOptions extends BoxedProgram {
  readonly brokerEntry: string;
  /** What stands before the broker's file. */
  readonly broker: Start;
  /** Which system calls a decoder may not make; null where none is known for this processor. */
  readonly filter: Buffer | null;
}

/** In the order of `stdio` below. */
const { line: lineDescriptor, filter: filterDescriptor } = decoderDescriptors;

function startDecoder(options: BoxedOptions, files: readonly number[]): ChildProcess {
  const { filter } = options;
  const [program = '', ...words] = boxedCommand(options, filter === null ? null : filterDescriptor);
  const decoder = spawn(program, [...words, decoderWord], {
    env: workerEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', filter === null ? 'ignore' : 'pipe', ...files],
    detached: true,
  });
  // Told once more, later, of a program that is gone.
  decoder.on('error', () => undefined);
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
 * The line between them is the decoder's own pipe, whose other end the broker inherits. Throws where too few files may be open.
 */
export function launchBoxed(options: BoxedOptions): WorkerProcess {
  const { files, close } = openUnnamed(2);
  const started: ChildProcess[] = [];
  try {
    const decoder = startDecoder(options, files);
    started.push(decoder);
    const line = decoder.stdio[lineDescriptor] ?? 'ignore';
    const broker = fork(options.brokerEntry, [], {
      execPath: options.broker.program,
      execArgv: [...options.broker.words],
      env: workerEnvironment(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', line, ...files],
      detached: true,
    });
    if (typeof line !== 'string') line.destroy();
    return workerOf(decoder, broker);
  } catch (error) {
    started.forEach(killChild);
    throw error;
  } finally {
    close();
  }
}

function workerOf(decoder: ChildProcess, broker: ChildProcess): WorkerProcess {
  const kill = () => {
    killChild(decoder);
    killChild(broker);
  };
  const ends = [whenEnded(decoder), whenEnded(broker, 'its broker')];
  for (const end of ends) void end.then(kill);
  let hasSpoken = false;
  broker.once('message', () => {
    hasSpoken = true;
  });
  let inside: number | null = null;
  return {
    /** Once it has spoken, the decoder's own inside of the box: that is what takes memory, and what the system reports on. */
    get processId() {
      const outer = decoder.pid ?? 0;
      if (hasSpoken) inside ??= innermost(outer);
      return inside ?? outer;
    },
    send: (messages) => void broker.send(messages, () => undefined),
    onMessage: (listener) => void broker.on('message', listener),
    onExit(listener) {
      const first = Promise.race(ends);
      void Promise.all(ends).then(async () => listener(await first));
    },
    kill,
  };
}
