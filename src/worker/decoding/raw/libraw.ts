import { readFile } from 'node:fs/promises';
import type { LibRawModule } from 'libraw-wasm/dist/libraw.js';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type Codec, KeptCodec } from '../kept-codec.ts';

export interface LibRaw {
  readonly module: LibRawModule;
  /** What was wrong, from what it threw; null for what is no word of its own. */
  readonly failureOf: (thrown: unknown) => Failure | null;
}

const pageBytes = 65_536;
/** As the build wants it; the system gives what is used of it. */
const firstBytes = 256 * 1024 * 1024;
/** Its pixels, and the file. */
const mostBytes = 1536 * 1024 * 1024;

/** The kinds of `LibRaw_exceptions`, which the build lets through as they are. */
const exceptions: Readonly<Record<number, Failure>> = {
  1: failure('image-too-large'),
  4: failure('image-truncated'),
  10: failure('image-too-large'),
  11: failure('image-too-large'),
  12: failure('decoder-missing'),
};
/** Addresses are larger. */
const mostKinds = 64;

/** `LibRaw_errors`, in the words of the wrapper. */
const sentence = /failed with code (-\d+)/;
const errors: Readonly<Record<string, Failure>> = {
  '-1': failure('decoder-missing'),
  '-2': failure('decoder-missing'),
  '-8': failure('decoder-missing'),
  '-100007': failure('image-too-large'),
  '-100009': failure('image-truncated'),
  '-100012': failure('image-too-large'),
  '-100013': failure('image-too-large'),
};
const longestSentence = 200;

/** An exception of C++ is a number in the codec's memory, or a `std::runtime_error` whose second word points to its text. */
function readException(memory: WebAssembly.Memory, at: number): Failure | null {
  const words = new Uint32Array(memory.buffer);
  const kind = words[at >> 2] ?? 0;
  if (kind < mostKinds) return exceptions[kind] ?? failure('image-corrupt');
  const start = words[(at >> 2) + 1] ?? 0;
  const text = new Uint8Array(memory.buffer).slice(start, start + longestSentence);
  const code = sentence.exec(String.fromCharCode(...text))?.[1];
  return code === undefined ? null : (errors[code] ?? failure('image-corrupt'));
}

/**
 * The build waits on its memory for letters of other threads, which would keep that memory for good: there are no other
 * threads. Whether it can wait is asked once, before it starts.
 */
function startWithoutLetters<Started>(start: () => Started): Started {
  const { waitAsync } = Atomics;
  Reflect.set(Atomics, 'waitAsync', undefined);
  try {
    return start();
  } finally {
    Reflect.set(Atomics, 'waitAsync', waitAsync);
  }
}

async function load(): Promise<Codec<LibRaw>> {
  const file = new URL(import.meta.resolve('libraw-wasm/dist/libraw.wasm'));
  const [{ default: start }, wasmBinary] = await Promise.all([
    import('libraw-wasm/dist/libraw.js'),
    readFile(file),
  ]);
  const wasmMemory = new WebAssembly.Memory({
    initial: firstBytes / pageBytes,
    maximum: mostBytes / pageBytes,
    // The build can have threads. It asks for none.
    shared: true,
  });
  const say = () => undefined;
  const options = { wasmBinary, wasmMemory, print: say, printErr: say };
  const module = await startWithoutLetters(() => start(options));
  const failureOf = (thrown: unknown) => {
    const isException = typeof thrown === 'object' && thrown !== null && 'excPtr' in thrown;
    if (!isException || typeof thrown.excPtr !== 'number') return null;
    return readException(wasmMemory, thrown.excPtr);
  };
  return {
    module: { module, failureOf },
    memorySize: () => wasmMemory.buffer.byteLength,
  };
}

export const libraw = new KeptCodec(load);
