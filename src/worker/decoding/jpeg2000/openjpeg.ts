import { readFile } from 'node:fs/promises';
import { type Codec, KeptCodec } from '../kept-codec.ts';

/** Gets the samples of one component as they are coded: a view of the codec's memory, valid during the call. */
export type TakeComponent = (component: number, samples: Int32Array) => void;

export interface OpenJpeg {
  /**
   * Calls `take` for each of the first `components`, all on the grid of the whole picture. False where it cannot be
   * decoded, or not be halved so often.
   */
  readonly decode: (
    file: Uint8Array,
    how: { readonly halvings: number; readonly components: number },
    take: TakeComponent,
  ) => boolean;
  /** Whether the last file wanted more memory than there may be. */
  readonly lacksRoom: () => boolean;
}

/** What `openjpeg.wasm` of pdfjs-dist 6.5.438 exports, by its short names; golden tests hold them. */
interface Build {
  readonly i: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  /** Runs the constructors. */
  readonly j: () => void;
  readonly k: (size: number) => number;
  readonly l: (pointer: number) => void;
  /** A file, its length, components, whether they come raw, have a mask, how often halved, whether filled up. */
  readonly m: (...numbers: number[]) => number;
}

function isBuild(exports: unknown): exports is Build {
  return typeof exports === 'object' && exports !== null && 'i' in exports && 'm' in exports;
}

const pageBytes = 65_536;
/** From this number of components on the build hands out each by itself, with every bit. */
const leastComponents = 5;

async function load(): Promise<Codec<OpenJpeg>> {
  const file = new URL(import.meta.resolve('pdfjs-dist/wasm/openjpeg.wasm'));
  const takeNothing: TakeComponent = () => undefined;
  const used: { memory: Build['i'] | null; take: TakeComponent; lacksRoom: boolean } = {
    memory: null,
    take: takeNothing,
    lacksRoom: false,
  };
  const bufferOf = () => used.memory?.buffer ?? new ArrayBuffer(0);
  const grow = (size: number): number => {
    try {
      used.memory?.grow(Math.ceil(((size >>> 0) - bufferOf().byteLength) / pageBytes));
      return 1;
    } catch {
      used.lacksRoom = true;
      return 0;
    }
  };
  const nothing = () => 0;
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    a: {
      // Errors, stdout, seeking in it, and warnings: nobody reads what OpenJPEG says.
      a: nothing,
      b: nothing,
      d: nothing,
      e: nothing,
      c: grow,
      // A picture that it has put together, which is never asked for, and how large one will be.
      f: nothing,
      h: nothing,
      // Where one component is, which one, of how many, and its number of samples.
      g: (...[pointer = 0, component = 0, , count = 0]: number[]) =>
        used.take(component, new Int32Array(bufferOf(), pointer, count)),
    },
  });
  const build: unknown = instance.exports;
  if (!isBuild(build)) throw new Error('openjpeg.wasm is another build than this was written for');
  used.memory = build.i;
  build.j();
  const decode: OpenJpeg['decode'] = (bytes, { halvings, components }, take) => {
    const place = build.k(bytes.length);
    if (place === 0) return false;
    new Uint8Array(bufferOf()).set(bytes, place);
    used.take = take;
    used.lacksRoom = false;
    const wanted = Math.max(leastComponents, components);
    try {
      const problem = build.m(place, bytes.length, wanted, 1, 0, halvings, 1);
      build.l(place);
      return problem === 0;
    } finally {
      // It holds the raster that it fills.
      used.take = takeNothing;
    }
  };
  return {
    module: { decode, lacksRoom: () => used.lacksRoom },
    memorySize: () => bufferOf().byteLength,
  };
}

export const openJpeg = new KeptCodec(load);
