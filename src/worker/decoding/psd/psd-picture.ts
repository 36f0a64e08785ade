import type { RasterPicture } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import type { PsdDocument, PsdMode } from './psd-document.ts';
import { takeOutWhite } from './psd-planes.ts';

type Samples = Uint8Array | Uint16Array;

export const colourChannels: Readonly<Record<PsdMode, 1 | 3 | 4>> = {
  bitmap: 1,
  grey: 1,
  indexed: 1,
  rgb: 3,
  cmyk: 4,
  lab: 3,
};

/** `samples` are interleaved, with alpha last where the document has transparency; they are worked on in place. */
export function psdPicture(
  document: PsdDocument & { readonly mode: PsdMode },
  samples: Samples,
): RasterPicture {
  const { width, height, mode, hasTransparency, resources } = document;
  const stride = colourChannels[mode] + (hasTransparency ? 1 : 0);
  const facts = { width, height, hasAlpha: hasTransparency, icc: resources.icc };
  if (mode === 'cmyk') return rasterOf({ ...facts, colours: 'cmyk', data: inks(samples, stride) });
  if (mode === 'lab') return rasterOf({ ...facts, colours: 'lab', data: labOf(samples, stride) });
  if (mode === 'indexed')
    return rasterOf({ ...facts, colours: 'rgb', data: fromPalette(samples, document.palette) });
  if (hasTransparency) takeOutWhite(samples, stride);
  return rasterOf({ ...facts, colours: mode === 'rgb' ? 'rgb' : 'grey', data: samples });
}

/** Photoshop stores 0 for full ink. */
function inks(samples: Samples, stride: number): Samples {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let pixel = 0; pixel < samples.length; pixel += stride)
    for (let ink = pixel; ink < pixel + 4; ink += 1) samples[ink] = top - (samples[ink] ?? 0);
  return samples;
}

/** To 16 bits, a and b from around the middle to around zero. */
function labOf(samples: Samples, stride: number): Uint16Array {
  const wide = samples instanceof Uint16Array ? samples : Uint16Array.from(samples, widen);
  for (let pixel = 0; pixel < wide.length; pixel += stride) {
    wide[pixel + 1] = (wide[pixel + 1] ?? 0) - 0x8000;
    wide[pixel + 2] = (wide[pixel + 2] ?? 0) - 0x8000;
  }
  return wide;
}

const widen = (sample: number) => sample * 257;

function fromPalette(indices: Samples, palette: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(indices.length * 3);
  indices.forEach((colour, pixel) => {
    rgb[pixel * 3] = palette[colour] ?? 0;
    rgb[pixel * 3 + 1] = palette[256 + colour] ?? 0;
    rgb[pixel * 3 + 2] = palette[512 + colour] ?? 0;
  });
  return rgb;
}
