import type { Decoded } from '../decoded.ts';
import { wholeRaster } from '../raster.ts';
import { wrapInTiff } from '../wrap-in-tiff.ts';
import type { PsdDocument, PsdMode } from './psd-document.ts';
import { takeOutWhite } from './psd-samples.ts';

export const colourChannels: Readonly<Record<PsdMode, 1 | 3 | 4>> = {
  bitmap: 1,
  grey: 1,
  indexed: 1,
  rgb: 3,
  cmyk: 4,
  lab: 3,
};

/** `samples` are interleaved, with alpha last where the document has transparency. */
export function psdPicture(document: PsdDocument, samples: Uint8Array | Uint16Array): Decoded {
  const { width, height, mode, hasTransparency, resources } = document;
  const { icc } = resources;
  if (mode === 'cmyk' || mode === 'lab') {
    const channels = colourChannels[mode] + (hasTransparency ? 1 : 0);
    const data = mode === 'cmyk' ? inks(samples, channels) : labSamples(samples, channels);
    const bytes = wrapInTiff({
      kind: mode,
      width,
      height,
      channels,
      data,
      hasAlpha: hasTransparency,
      icc,
    });
    return { kind: 'encoded', bytes, orientation: 1 };
  }
  if (mode === 'indexed') {
    const data = fromPalette(samples, document.palette);
    return wholeRaster({ width, height, channels: 3, data, icc });
  }
  const isGrey = mode !== 'rgb';
  if (!hasTransparency)
    return wholeRaster({ width, height, channels: isGrey ? 1 : 3, data: samples, icc });
  const channels = isGrey ? 2 : 4;
  takeOutWhite(samples, channels);
  return wholeRaster({ width, height, channels, data: samples, icc });
}

/** Photoshop stores 0 for full ink. */
function inks(samples: Uint8Array | Uint16Array, channels: number): Uint8Array | Uint16Array {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let pixel = 0; pixel < samples.length; pixel += channels)
    for (let ink = pixel; ink < pixel + 4; ink += 1) samples[ink] = top - (samples[ink] ?? 0);
  return samples;
}

/** To 16 bits, a and b from around the middle to around zero. */
function labSamples(samples: Uint8Array | Uint16Array, channels: number): Uint16Array {
  const wide = Uint16Array.from(samples, samples instanceof Uint16Array ? keep : widen);
  for (let pixel = 0; pixel < wide.length; pixel += channels) {
    wide[pixel + 1] = (wide[pixel + 1] ?? 0) - 0x8000;
    wide[pixel + 2] = (wide[pixel + 2] ?? 0) - 0x8000;
  }
  return wide;
}

const keep = (sample: number) => sample;
const widen = (sample: number) => sample * 256;

function fromPalette(indices: Uint8Array | Uint16Array, palette: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(indices.length * 3);
  indices.forEach((colour, pixel) => {
    rgb[pixel * 3] = palette[colour] ?? 0;
    rgb[pixel * 3 + 1] = palette[256 + colour] ?? 0;
    rgb[pixel * 3 + 2] = palette[512 + colour] ?? 0;
  });
  return rgb;
}
