import { profileOf } from '../colour/profile-of.ts';
import { spaceOfHeif } from '../colour/heif-colour.ts';
import type { HeifCalls } from './libheif.ts';
import type { Samples } from './planes.ts';
import type { PrimaryItem } from './primary-item.ts';

export interface Colour {
  readonly icc: Uint8Array | null;
  readonly bits: Samples['bits'];
}
export const noColour: Colour = { icc: null, bits: 8 };

/**
 * What a picture says of its colours other than by a profile. High dynamic range is mapped later and needs all
 * bits until then.
 */
export function colourOf(bytes: Uint8Array, item: Pick<PrimaryItem, 'own'>): Colour {
  const space = spaceOfHeif(bytes, item);
  if (!space) return noColour;
  return { icc: profileOf(space, 'rgb'), bits: space.transfer.kind === 'power' ? 8 : 16 };
}

/** The ICC profile of an opened picture; null where there is none or only code points. */
export function readProfile(calls: HeifCalls, handle: number): Uint8Array | null {
  const { library } = calls;
  const size = library._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0) return null;
  const place = calls.allocate(size);
  const read = calls.pointer((error) =>
    library._heif_image_handle_get_raw_color_profile(error, handle, place),
  );
  return read.ok && place !== 0 ? library.HEAPU8.slice(place, place + size) : null;
}
