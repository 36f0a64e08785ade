import { readFile } from 'node:fs/promises';
import { type Codec, KeptCodec } from '../kept-codec.ts';

/** RGBA in the picture's own colours, upright. More than 8 bits come in two bytes, as large as the file's own bits allow. */
export interface LibjxlPicture {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly data: Uint8ClampedArray;
}

export interface Libjxl {
  /** The first frame; a text where there is none. */
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly HEAPU8: Uint8Array;
}

type Start = (options: Readonly<Record<string, unknown>>) => Promise<unknown>;

const hasStart = (module: unknown): module is { readonly default: Start } =>
  typeof module === 'object' &&
  module !== null &&
  'default' in module &&
  typeof module.default === 'function';

const isLibjxl = (build: unknown): build is Libjxl =>
  typeof build === 'object' && build !== null && 'decode' in build && 'HEAPU8' in build;

/** The build asks for pictures to be made by this name. */
const maker = '_icodec_ImageData';
const makePicture = (
  ...[data, width, height, depth]: readonly [unknown, number, number, number]
) => ({
  data,
  width,
  height,
  depth,
});

export const isPicture = (made: unknown): made is LibjxlPicture =>
  typeof made === 'object' &&
  made !== null &&
  'data' in made &&
  made.data instanceof Uint8ClampedArray;

async function load(): Promise<Codec<Libjxl>> {
  const file = new URL(import.meta.resolve('icodec/jxl-dec.wasm'));
  // The package's own entry loads the code of all its formats.
  const code: unknown = await import(new URL('jxl-dec.js', file).href);
  if (!hasStart(code)) throw new Error('icodec is another than this was written for');
  Reflect.set(globalThis, maker, makePicture);
  const say = () => undefined;
  const wasmBinary = await readFile(file);
  const build = await code.default({ wasmBinary, print: say, printErr: say });
  if (!isLibjxl(build)) throw new Error('icodec is another than this was written for');
  return { module: build, memorySize: () => build.HEAPU8.buffer.byteLength };
}

export const libjxl = new KeptCodec(load);
