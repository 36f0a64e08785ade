import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const size = { width: 1600, height: 1200 };
const differentPictures = 20;

/** A photograph's worth of detail: noise over a colour, about 300 KB as JPEG. */
async function photo(seed: number): Promise<Buffer> {
  const background = { r: (seed * 47) % 256, g: (seed * 89) % 256, b: (seed * 131) % 256 };
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 12 };
  const grain = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** Writes so many camera-like JPEGs into a new folder, called `IMG_0001.jpg` and so on. */
export async function makePhotos(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const photos = await Promise.all(
    Array.from({ length: Math.min(count, differentPictures) }, (_, seed) => photo(seed)),
  );
  for (let index = 0; index < count; index += 1) {
    const bytes = photos[index % photos.length];
    const name = `IMG_${String(index + 1).padStart(4, '0')}.jpg`;
    if (bytes) await writeFile(join(folder, name), bytes);
  }
}
