import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Codec, KeptCodec } from '../kept-codec.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';

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
  _heif_context_has_sequence(context: Pointer): number;
  /** Track 0 is the first that shows pictures. */
  _heif_context_get_track(context: Pointer, id: number): Pointer;
  _heif_track_release(track: Pointer): void;
  _heif_track_get_image_resolution(...call: Pointer[]): void;
  _heif_track_decode_next_image(...call: Pointer[]): void;
  _heif_context_get_image_handle(...call: Pointer[]): void;
  _heif_item_get_item_data(...call: Pointer[]): void;
  _heif_release_item_data(context: Pointer, data: Pointer): void;
  _heif_image_handle_release(handle: Pointer): void;
  _heif_image_handle_get_width(handle: Pointer): number;
  _heif_image_handle_get_height(handle: Pointer): number;
  _heif_image_handle_has_alpha_channel(handle: Pointer): number;
  _heif_image_handle_is_premultiplied_alpha(handle: Pointer): number;
  _heif_image_handle_get_raw_color_profile_size(handle: Pointer): number;
  _heif_image_handle_get_raw_color_profile(...call: Pointer[]): void;
  _heif_decode_image(...call: Pointer[]): void;
  _heif_decoding_options_alloc(): Pointer;
  _heif_decoding_options_free(options: Pointer): void;
  _heif_image_handle_get_image_tiling(...call: Pointer[]): void;
  _heif_image_handle_decode_image_tile(...call: Pointer[]): void;
  _heif_image_release(image: Pointer): void;
  _heif_image_get_width(image: Pointer, channel: number): number;
  _heif_image_get_height(image: Pointer, channel: number): number;
  _heif_image_get_bits_per_pixel_range(image: Pointer, channel: number): number;
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

/** `heif_error_code` and `heif_suberror_code` of heif_error.h. */
const code = { unsupportedFiletype: 3, unsupportedFeature: 4, outOfMemory: 6, noPlugin: 11 };
const subcode = { endOfData: 100, securityLimit: 1000, noDecoder: 6003 };

const unreadableKinds = new Set([code.unsupportedFiletype, code.unsupportedFeature, code.noPlugin]);

export function heifFailure(main: number, detail: number): Failure {
  if (detail === subcode.endOfData) return failure('image-truncated');
  if (detail === subcode.securityLimit || main === code.outOfMemory)
    return failure('image-too-large');
  if (detail === subcode.noDecoder || unreadableKinds.has(main))
    return failure('decoder-missing', 'a HEIF picture');
  return failure('image-corrupt');
}

const scratchBytes = 16;
const answerOffset = 12;

/** Calls into libheif with places for its error and its answer, and gives back what was taken, in reverse order. */
export class HeifCalls {
  readonly library: Libheif;
  readonly #scratch: number;
  readonly #releases: (() => void)[] = [];

  constructor(library: Libheif) {
    this.library = library;
    this.#scratch = library._malloc(scratchBytes);
    this.later(() => library._free(this.#scratch));
  }

  /** `release` is called by `close`. */
  later(release: () => void): void {
    this.#releases.push(release);
  }

  allocate(size: number): number {
    const pointer = this.library._malloc(size);
    this.later(() => this.library._free(pointer));
    return pointer;
  }

  /** `call` gets the place for the error, then that for a pointer, which is the answer. */
  pointer(call: (error: number, answer: number) => void): Result<number, Failure> {
    const error = this.#scratch;
    call(error, error + answerOffset);
    const { HEAP32 } = this.library;
    const [main = 0, detail = 0] = HEAP32.subarray(error >> 2, (error >> 2) + 2);
    return main === 0
      ? ok(HEAP32[(error + answerOffset) >> 2] ?? 0)
      : notOk(heifFailure(main, detail));
  }

  /** Where the samples of an image begin, or 0, and how many bytes lie from one row to the next. */
  plane(image: number, channel: number): readonly [start: number, stride: number] {
    const place = this.#scratch + answerOffset;
    const start = this.library._heif_image_get_plane_readonly2(image, channel, place);
    return [start, this.library.HEAP32[place >> 2] ?? 0];
  }

  close(): void {
    for (const release of this.#releases.toReversed()) release();
  }
}

/** A file that libheif has read. */
export interface Opened {
  readonly calls: HeifCalls;
  readonly context: number;
  readonly maxPixels: number;
}

/** One of its pictures, released with the calls. */
export function handleOf({ calls, context }: Opened, id: number): Result<number, Failure> {
  const { library } = calls;
  const opened = calls.pointer((error, answer) =>
    library._heif_context_get_image_handle(error, context, id, answer),
  );
  if (opened.ok) calls.later(() => library._heif_image_handle_release(opened.value));
  return opened;
}
