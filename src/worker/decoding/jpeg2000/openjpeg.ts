import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Codec, KeptCodec } from '../kept-codec.ts';

export interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
}

/** Says nothing about success: a frame without width was not decoded. */
export interface J2KDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  /** 0 is full size, 1 half of it, and so on. Layer 0 means all. */
  decodeSubResolution(halvings: number, layer: number): void;
  calculateSizeAtDecompositionLevel(halvings: number): { width: number; height: number };
  getFrameInfo(): FrameInfo;
  /** A view of the codec's memory. */
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}

export interface OpenJpeg {
  readonly HEAPU8: Uint8Array;
  readonly J2KDecoder: new () => J2KDecoder;
}

interface Options {
  readonly wasmBinary: Uint8Array;
  /** OpenJPEG tells on stdout what it does; nobody reads that. */
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

async function load(): Promise<Codec<OpenJpeg>> {
  const require = createRequire(import.meta.url);
  const factory: (
    options: Options,
  ) => Promise<OpenJpeg> = require('@cornerstonejs/codec-openjpeg/decodewasmjs');
  const wasmBinary = readFileSync(require.resolve('@cornerstonejs/codec-openjpeg/decodewasm'));
  const silent = () => undefined;
  const module = await factory({ wasmBinary, print: silent, printErr: silent });
  return { module, memorySize: () => module.HEAPU8.length };
}

export const openJpeg = new KeptCodec(load);
