import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';

/** What the decoders of pdfjs-dist 6.5.438 export, by their short names; golden tests hold them. */
interface Build {
  readonly i: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Runs the constructors. */
  readonly j: () => void;
  readonly k: (size: number) => number;
  readonly l: (pointer: number) => void;
  readonly m: (...numbers: number[]) => number | undefined;
}

function isBuild(exports: unknown): exports is Build {
  return typeof exports === 'object' && exports !== null && 'i' in exports && 'm' in exports;
}

const pageBytes = 65_536;

/** A section without name and content, which means nothing. */
const emptySection = Buffer.of(0, 1, 0);

/** Written out, so that whoever looks for packages finds this one. */
const files = {
  openjpeg: () => import.meta.resolve('pdfjs-dist/wasm/openjpeg.wasm'),
  jbig2: () => import.meta.resolve('pdfjs-dist/wasm/jbig2.wasm'),
};

interface Wanted {
  /** Of the decoder's file. */
  readonly name: keyof typeof files;
  /** What it calls, by short names. */
  readonly imports: Readonly<Record<string, (...numbers: number[]) => number | void>>;
  /** The name under which it asks for more memory. */
  readonly growsBy: string;
  /** As much as it may have. Bytes. */
  readonly mostMemory?: number;
  readonly onRefused?: () => void;
  /** Whether it was loaded before in another way: V8 would know the bytes, and take the code that it has. */
  readonly isAnew?: boolean;
}

export interface PdfjsCodec {
  /** Its memory, which is another one once it has grown. */
  readonly buffer: () => ArrayBuffer;
  /**
   * Hands over a file and calls the decoder with its place, its length and more numbers. Null where there is no room for it; what the decoder
   * says otherwise, if anything. Throws where it traps: then its memory cannot be trusted.
   */
  readonly decode: (file: Uint8Array, ...more: readonly number[]) => { said: number } | null;
}

/** A decoder that Mozilla builds from C++ for pdf.js, by itself. */
export async function loadPdfjsCodec(wanted: Wanted): Promise<PdfjsCodec> {
  const { name, imports, growsBy, mostMemory = Infinity, onRefused, isAnew = false } = wanted;
  const file = new URL(files[name]());
  const used: { memory: Build['i'] | null } = { memory: null };
  const buffer = () => used.memory?.buffer ?? new ArrayBuffer(0);
  const grow = (size: number): number => {
    const bytes = size >>> 0;
    try {
      if (bytes > mostMemory) throw new RangeError('more memory than it may have');
      used.memory?.grow(Math.ceil((bytes - buffer().byteLength) / pageBytes));
      return 1;
    } catch {
      onRefused?.();
      return 0;
    }
  };
  const a = { ...imports, [growsBy]: grow };
  const said = await readFile(file);
  const code = isAnew ? Buffer.concat([said, emptySection]) : said;
  const { instance } = await WebAssembly.instantiate(code, { a });
  const build: unknown = instance.exports;
  if (!isBuild(build)) throw new Error(`${name}.wasm is another build than this was written for`);
  used.memory = build.i;
  build.j();
  return {
    buffer,
    decode(bytes, ...more) {
      const place = build.k(bytes.length);
      if (place === 0) return null;
      new Uint8Array(buffer()).set(bytes, place);
      const said = build.m(place, bytes.length, ...more) ?? 0;
      build.l(place);
      return { said };
    },
  };
}
