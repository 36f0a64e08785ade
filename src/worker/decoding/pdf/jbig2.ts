import { readFile } from 'node:fs/promises';
import type { PixelSize } from '../decoder.ts';

/** PDFium's own decoder of JBIG2, as its makers mended it since our build of PDFium. */
export interface Jbig2 {
  /** Rows of whole bytes, a bit a pixel, 1 white; null where it cannot be decoded, and from then on. */
  readonly decode: (bytes: Uint8Array, size: PixelSize) => Uint8Array | null;
}

/** What `jbig2.wasm` of pdfjs-dist 6.5.438 exports, by its short names; `unit/worker/second-opinion` holds them. */
interface Build {
  readonly i: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Runs the constructors. */
  readonly j: () => void;
  readonly k: (size: number) => number;
  readonly l: (pointer: number) => void;
  /** A stream and its length, width, height, and the same of segments from elsewhere in the document. */
  readonly m: (...numbers: number[]) => void;
}

function isBuild(exports: unknown): exports is Build {
  return typeof exports === 'object' && exports !== null && 'i' in exports && 'm' in exports;
}

/** A segment about the page, where it is the first: its kind, which refers to no other segment, and its flags. */
const pageInformation = { kind: 48, at: 4, flagsAt: 27, isBlack: 4 };

/** Whether the page is black where nothing is drawn (ITU-T T.88, 7.4.8). */
export function startsBlack(code: Uint8Array): boolean {
  const { kind, at, flagsAt, isBlack } = pageInformation;
  return code[at] === kind && code[at + 1] === 0 && ((code[flagsAt] ?? 0) & isBlack) !== 0;
}

const pageBytes = 65_536;
/** Many times what a page takes, a bit a pixel. A stream may claim to be larger. Bytes. */
const mostMemory = 256_000_000;
const nothing = () => 0;
const giveUp = () => {
  throw new RangeError('JBIG2 has given up');
};

/** One for a document, so that nothing of it is left for the next. */
export async function loadJbig2(): Promise<Jbig2> {
  const file = new URL(import.meta.resolve('pdfjs-dist/wasm/jbig2.wasm'));
  const used: { memory: Build['i'] | null; rows: Uint8Array | null } = { memory: null, rows: null };
  const bufferOf = () => used.memory?.buffer ?? new ArrayBuffer(0);
  const grow = (size: number): number => {
    if (size >>> 0 > mostMemory) return 0;
    try {
      used.memory?.grow(Math.ceil(((size >>> 0) - bufferOf().byteLength) / pageBytes));
      return 1;
    } catch {
      return 0;
    }
  };
  /** A row has `stride` bytes there, of which the first `length` count. */
  const takeRows = (...[pointer = 0, length = 0, stride = 0, height = 0]: number[]) => {
    const rows = new Uint8Array(length * height);
    for (let y = 0; y < height; y += 1)
      rows.set(new Uint8Array(bufferOf(), pointer + y * stride, length), y * length);
    used.rows = rows;
  };
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    // A timer, keeping the runtime alive, and what only the decoder of faxes calls; then memory, two ways to end, and the result.
    a: {
      a: nothing,
      d: nothing,
      f: nothing,
      g: nothing,
      b: grow,
      c: giveUp,
      e: giveUp,
      h: takeRows,
    },
  });
  const build: unknown = instance.exports;
  if (!isBuild(build)) throw new Error('jbig2.wasm is another build than this was written for');
  used.memory = build.i;
  build.j();
  const taken = (): Uint8Array | null => used.rows;
  let isBroken = false;
  return {
    decode(bytes, { width, height }) {
      if (isBroken) return null;
      used.rows = null;
      try {
        const place = build.k(bytes.length);
        if (place === 0) return null;
        new Uint8Array(bufferOf()).set(bytes, place);
        build.m(place, bytes.length, width, height, 0, 0);
        build.l(place);
      } catch {
        // After a trap its memory cannot be trusted.
        isBroken = true;
        return null;
      }
      const rows = taken();
      return rows?.length === Math.ceil(width / 8) * height ? rows : null;
    },
  };
}
