import { writeFile } from 'node:fs/promises';
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

/** Fills a folder with drawn photographs of several shapes, and one file that ends too early. */
export async function makeHolidayFolder(folder: string): Promise<void> {
  for (let index = 0; index < 40; index += 1) {
    const { sky, far, near, sun } = colours((hues[index % hues.length] ?? 0) + index * 5);
    const isTall = index % 5 === 3;
    const [width, height] = isTall ? [1000, 1500] : [1500, index % 3 === 0 ? 844 : 1000];
    const svg = landscape({
      seed: 100 + index * 7,
      width,
      height,
      sky,
      far,
      near,
      sun: { x: 0.2 + ((index * 37) % 60) / 100, y: 0.34, radius: 0.06, colour: sun },
      layers: 5,
      horizon: 0.5,
      steepness: 0.45,
    });
    const name = `${names[index] ?? `IMG_${2041 + index}`}.jpg`;
    await sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toFile(join(folder, name));
  }
  const whole = await sharp(join(folder, 'market.jpg')).toBuffer();
  await writeFile(join(folder, 'olive-grove.jpg'), whole.subarray(0, 9000));
}
