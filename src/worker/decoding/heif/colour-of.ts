import { profileOf } from '../colour/profile-of.ts';
import { spaceOfHeif } from '../colour/heif-colour.ts';
import type { Samples } from './planes.ts';
import type { PrimaryItem } from './primary-item.ts';

export interface Colour {
  readonly icc: Uint8Array | null;
  readonly bits: Samples['bits'];
}
export const noColour: Colour = { icc: null, bits: 8 };

/**
 * What the primary picture says of its colours other than by a profile. High dynamic range is mapped later and needs all
 * bits until then.
 */
export function colourOf(bytes: Uint8Array, item: PrimaryItem): Colour {
  const space = spaceOfHeif(bytes, item);
  if (!space) return noColour;
  return { icc: profileOf(space, 'rgb'), bits: space.transfer.kind === 'power' ? 8 : 16 };
}
