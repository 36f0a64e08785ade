import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { landscape } from '../landscape.js';

const hues = [12, 205, 150, 32, 268, 190, 340, 48, 120, 225];
const names = ['harbour-dawn', 'market', 'facade', 'night-bridge', 'olive-grove', 'tram-28'];

/** Hue in degrees, saturation and lightness in percent → `#rrggbb`. */
function hexColour(hue: number, saturation: number, lightness: number): string {
  const light = lightness / 100;
  const reach = (saturation / 100) * Math.min(light, 1 - light);
  const channel = (offset: number) => {
    const step = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    const value = light - reach * Math.max(-1, Math.min(step - 3, 9 - step, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

function colours(hue: number) {
  const tone = (turn: number, saturation: number, lightness: number) =>
    hexColour(hue + turn, saturation, lightness);
  return {
    sky: [tone(0, 70, 72), tone(20, 80, 84), tone(35, 85, 92)],
    far: tone(-10, 40, 66),
    near: tone(-30, 45, 18),
    sun: tone(30, 95, 88),
  };
}

type Size = readonly [width: number, height: number];

/** A grain as a camera leaves it: it gives drawn pictures files as large as those of real ones. */
function makeGrain([width, height]: Size): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const create = { width, height, channels: 3 as const, background: '#808080', noise };
  return sharp({ create }).png({ compressionLevel: 0 }).toBuffer();
}

function sizeOf(index: number): Size {
  if (index % 5 === 3) return [2000, 3000];
  return [3000, index % 3 === 0 ? 1688 : 2000];
}

/** Fills a folder with drawn photographs of several shapes; one of them, `olive-grove.jpg`, ends too early. */
export async function makeHolidayFolder(folder: string, count = 46): Promise<void> {
  const grains = new Map<number, Buffer>();
  for (let index = 0; index < count; index += 1) {
    const { sky, far, near, sun } = colours((hues[index % hues.length] ?? 0) + index * 5);
    const size = sizeOf(index);
    const svg = landscape({
      seed: 100 + index * 7,
      width: size[0],
      height: size[1],
      sky,
      far,
      near,
      sun: { x: 0.2 + ((index * 37) % 60) / 100, y: 0.34, radius: 0.06, colour: sun },
      layers: 5,
      horizon: 0.5,
      steepness: 0.45,
    });
    const name = `${names[index] ?? `IMG_${2041 + index}`}.jpg`;
    const grain = grains.get(size[1]) ?? (await makeGrain(size));
    grains.set(size[1], grain);
    await sharp(Buffer.from(svg))
      .composite([{ input: grain, blend: 'overlay' }])
      .jpeg({ quality: 90 })
      .toFile(join(folder, name));
  }
  const whole = await readFile(join(folder, 'market.jpg'));
  await writeFile(join(folder, 'olive-grove.jpg'), whole.subarray(0, whole.length / 3));
}
