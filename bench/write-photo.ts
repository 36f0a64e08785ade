import sharp from 'sharp';

const shapes = Array.from({ length: 60 }, (_, at) => {
  const [x, y, radius] = [(at * 613) % 4000, (at * 379) % 3000, 80 + ((at * 97) % 500)];
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="hsl(${(at * 47) % 360} 60% 50% / 0.6)"/>`;
});

/** A 12-megapixel JPEG with edges, smooth parts and some grain, about what a phone writes. */
export async function writePhoto(path: string): Promise<void> {
  const size = { width: 4000, height: 3000 };
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000">${shapes.join('')}</svg>`;
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 10 };
  const grain = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  await sharp({ create: { ...size, channels: 3, background: '#6688aa' } })
    .composite([{ input: Buffer.from(drawing) }, { input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toFile(path);
}
