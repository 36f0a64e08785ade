import type { HeifCalls } from './libheif.ts';

/** Where `heif_decoding_options` of heif.h has its switches, a byte each. */
const switches = { untouched: 1, strict: 21 } as const;

/**
 * How libheif is to decode. Always strictly: else a picture of tiles comes as good though one of them is broken, which is green
 * then. `untouched` is without turns and crops.
 */
export function decodingOptions(calls: HeifCalls, ...more: readonly 'untouched'[]): number {
  const { library } = calls;
  const options = library._heif_decoding_options_alloc();
  calls.later(() => library._heif_decoding_options_free(options));
  for (const name of ['strict', ...more] as const) library.HEAPU8[options + switches[name]] = 1;
  return options;
}
