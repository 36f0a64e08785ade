import type { RasterPicture } from '../decoded.ts';
import type { PixelSize } from '../decoder.ts';
import { alphaSays, rasterOf, withoutAlpha } from '../raster.ts';
import { scaledFloats } from '../scaled-floats.ts';
import type { PsdDocument, PsdMode } from './psd-document.ts';
import { type PsdSamples, takeOutWhite } from './psd-planes.ts';

type Samples = Uint8Array | Uint16Array;

const colourChannels: Readonly<Record<Exclude<PsdMode, 'inks'>, 1 | 3 | 4>> = {
  bitmap: 1,
  grey: 1,
  indexed: 1,
  rgb: 3,
  cmyk: 4,
  lab: 3,
};

/** How many of the first channels make the picture, its transparency included. */
export function storedChannels(mode: PsdMode, { channels, hasTransparency }: PsdDocument): number {
  // Nobody says which ink each of them is: the first four are taken for those that printers have.
  if (mode === 'inks') return Math.min(channels, 4);
  const colours = colourChannels[mode];
  return hasTransparency && mode !== 'indexed' && channels > colours ? colours + 1 : colours;
}

/** `samples` are interleaved, with alpha last where the document has transparency; they are worked on in place. */
export function psdPicture(
  document: PsdDocument & { readonly mode: PsdMode },
  stored: PsdSamples,
): RasterPicture {
  const { width, height, mode, resources } = document;
  const stride = storedChannels(mode, document);
  const size = { width, height };
  const { icc } = resources;
  const isLight = mode === 'rgb' && icc === null;
  const samples =
    stored instanceof Float32Array
      ? scaledFloats(stored, { stride, isLab: false, isLight })
      : stored;
  if (mode === 'inks') return separations(size, samples, stride);
  const hasAlpha = stride > colourChannels[mode];
  if (hasAlpha) takeOutWhite(samples, stride, mode === 'lab');
  const facts = { ...size, hasAlpha, icc };
  if (mode === 'cmyk') return rasterOf({ ...facts, colours: 'cmyk', data: inks(samples, stride) });
  if (mode === 'lab')
    return rasterOf({ ...facts, icc: null, colours: 'lab', data: labOf(samples, stride) });
  if (mode === 'indexed') return indexed(size, samples, document);
  return rasterOf({ ...facts, colours: mode === 'rgb' ? 'rgb' : 'grey', data: samples });
}

/** Cyan, magenta, yellow and black as far as there are channels; a single one shows its own shape. */
function separations(size: PixelSize, samples: Samples, stride: number): RasterPicture {
  if (stride === 1) return rasterOf({ ...size, colours: 'grey', data: samples });
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  const pixels = size.width * size.height;
  const four = top === 0xff ? new Uint8Array(pixels * 4) : new Uint16Array(pixels * 4);
  for (let at = 0; at < samples.length; at += 1)
    four[Math.floor(at / stride) * 4 + (at % stride)] = top - (samples[at] ?? 0);
  return rasterOf({ ...size, colours: 'cmyk', data: four });
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

function indexed(size: PixelSize, indices: Samples, document: PsdDocument): RasterPicture {
  const { palette, resources } = document;
  const { clearIndex, icc } = resources;
  const stride = clearIndex === null ? 3 : 4;
  const data = new Uint8Array(indices.length * stride);
  indices.forEach((colour, pixel) => {
    for (let channel = 0; channel < 3; channel += 1)
      data[pixel * stride + channel] = palette[channel * 256 + colour] ?? 0;
    if (stride === 4) data[pixel * 4 + 3] = colour === clearIndex ? 0 : 255;
  });
  const hasAlpha = stride === 4 && alphaSays(data, stride);
  const shown = stride === 4 && !hasAlpha ? withoutAlpha(data, 3) : data;
  return rasterOf({ ...size, colours: 'rgb', hasAlpha, data: shown, icc });
}
