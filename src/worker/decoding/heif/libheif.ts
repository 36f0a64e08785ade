import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Codec, KeptCodec } from '../kept-codec.ts';

type Pointer = number;

/** The part of libheif's C interface that we call. Functions that return a `heif_error` take the place for it first. */
export interface Libheif {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  _malloc(size: number): Pointer;
  _free(pointer: Pointer): void;
  _heif_context_alloc(): Pointer;
  _heif_context_free(context: Pointer): void;
  _heif_context_set_maximum_image_size_limit(context: Pointer, edge: number): void;
  _heif_context_read_from_memory_without_copy(...call: Pointer[]): void;
  _heif_context_get_primary_image_handle(...call: Pointer[]): void;
  _heif_image_handle_release(handle: Pointer): void;
  _heif_image_handle_get_width(handle: Pointer): number;
  _heif_image_handle_get_height(handle: Pointer): number;
  _heif_image_handle_has_alpha_channel(handle: Pointer): number;
  _heif_image_handle_is_premultiplied_alpha(handle: Pointer): number;
  _heif_image_handle_get_raw_color_profile_size(handle: Pointer): number;
  _heif_image_handle_get_raw_color_profile(...call: Pointer[]): void;
  _heif_decode_image(...call: Pointer[]): void;
  _heif_image_release(image: Pointer): void;
  _heif_image_get_width(image: Pointer, channel: number): number;
  _heif_image_get_height(image: Pointer, channel: number): number;
  _heif_image_get_plane_readonly2(image: Pointer, channel: number, stride: Pointer): Pointer;
}

interface Options {
  readonly wasmBinary: Uint8Array;
  /** libde265 complains of damaged pictures on stderr; the error that it gives says enough. */
  readonly printErr: (line: string) => void;
}
type Factory = (options: Options) => Libheif;

async function load(): Promise<Codec<Libheif>> {
  const require = createRequire(import.meta.url);
  const factory: Factory = require('libheif-js/libheif-wasm/libheif.js');
  const wasmBinary = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  const module = factory({ wasmBinary, printErr: () => undefined });
  return { module, memorySize: () => module.HEAPU8.length };
}

export const libheif = new KeptCodec(load);
