import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** The same numbers each time, from 0 to 1. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
type Dice = () => number;

const between = (dice: Dice, low: number, high: number) => Math.round(low + dice() * (high - low));
function pick<Item>(dice: Dice, items: readonly Item[]): Item {
  const item = items[Math.floor(dice() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
const colour = (dice: Dice) =>
  `hsl(${between(dice, 0, 360)} ${between(dice, 10, 80)}% ${between(dice, 15, 85)}%)`;

interface Size {
  readonly width: number;
  readonly height: number;
}

const svg = ({ width, height }: Size, content: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );

/** Noise of one coarseness: `grain` is how many pixels of the picture a dot of it has. */
async function noise({ width, height }: Size, grain: number, sigma: number): Promise<Buffer> {
  const size = { width: Math.ceil(width / grain), height: Math.ceil(height / grain) };
  const noise = { type: 'gaussian' as const, mean: 128, sigma };
  const dots = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(dots).resize(width, height, { fit: 'fill' }).png({ compressionLevel: 0 }).toBuffer();
}

/** Smooth light, shapes with edges, and texture from coarse to fine, as much of each as the dice say. */
async function photo(dice: Dice, size: Size): Promise<Sharp> {
  const shapes = Array.from({ length: between(dice, 3, 60) }, () => {
    const radius = between(dice, size.width / 60, size.width / 6);
    const [x, y] = [between(dice, 0, size.width), between(dice, 0, size.height)];
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour(dice)}" opacity="0.6"/>`;
  });
  const light = `<linearGradient id="l" x2="0" y2="1"><stop stop-color="${colour(dice)}"/><stop offset="1" stop-color="${colour(dice)}"/></linearGradient>`;
  const sky = `<defs>${light}</defs><rect width="100%" height="100%" fill="url(#l)"/>`;
  const strength = dice() * 1.4;
  const layers = await Promise.all(
    [32, 6, 1].map((grain) => noise(size, grain, 4 + strength * dice() * 45)),
  );
  const blends = layers.map((input) => ({ input, blend: 'soft-light' as const }));
  const pixels = await sharp(svg(size, sky + shapes.join('')))
    .composite(blends)
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(pixels).blur(0.3 + dice());
}

/** Flat areas and clean edges: logos, charts, icons. */
function graphic(dice: Dice, size: Size): Promise<Sharp> {
  const shapes = Array.from({ length: between(dice, 3, 40) }, () => {
    const [x, y] = [between(dice, 0, size.width), between(dice, 0, size.height)];
    const [width, height] = [between(dice, 10, size.width / 3), between(dice, 10, size.height / 3)];
    const radius = between(dice, 0, 40);
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour(dice)}"/>`;
  });
  const isClear = dice() < 0.4;
  const ground = isClear ? '' : `<rect width="100%" height="100%" fill="${colour(dice)}"/>`;
  return Promise.resolve(sharp(svg(size, ground + shapes.join(''))));
}

/** Windows with bars, much text and now and then a picture. */
async function screenshot(dice: Dice, size: Size): Promise<Sharp> {
  const words = 'open the quick menu and choose what to make of every picture in this folder'.split(
    ' ',
  );
  const isDark = dice() < 0.5;
  const [paper, ink] = isDark ? ['#1d1f23', '#d8dade'] : ['#ffffff', '#23252a'];
  const rows = Array.from({ length: Math.floor((size.height - 80) / 22) }, (_, row) => {
    const count = between(dice, 0, 22);
    const text = Array.from({ length: count }, () => pick(dice, words)).join(' ');
    return `<text x="240" y="${90 + row * 22}" font-family="sans-serif" font-size="14" fill="${ink}">${text}</text>`;
  });
  const frame = `<rect width="100%" height="100%" fill="${paper}"/><rect width="100%" height="44" fill="${colour(dice)}"/><rect y="44" width="210" height="100%" fill="${ink}" opacity="0.08"/>`;
  const page = sharp(svg(size, frame + rows.join('')));
  if (dice() < 0.6) return page;
  const inset = { width: Math.round(size.width / 3), height: Math.round(size.height / 3) };
  const input = await (await photo(dice, inset)).png().toBuffer();
  return sharp(
    await page
      .composite([{ input, left: 300, top: 120 }])
      .png()
      .toBuffer(),
  );
}

const photoSizes = [
  { width: 2048, height: 1365 },
  { width: 1200, height: 1600 },
  { width: 1280, height: 960 },
  { width: 800, height: 600 },
] as const;
const screenSizes = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const;

interface Place {
  readonly stem: string;
  readonly formats: readonly string[];
}

async function save(dice: Dice, picture: Sharp, { stem, formats }: Place) {
  const format = pick(dice, formats);
  const quality = between(dice, 60, 95);
  if (format === 'jpg') return picture.flatten().jpeg({ quality }).toFile(`${stem}.jpg`);
  if (format === 'webp') return picture.webp({ quality, effort: 1 }).toFile(`${stem}.webp`);
  return picture.png({ compressionLevel: 4 }).toFile(`${stem}.png`);
}

/** Half photographs, the rest graphics and screenshots, in a folder each and no two alike. */
export async function makeMixedPictures(folder: string, count: number): Promise<void> {
  for (const name of ['photos', 'graphics', 'screenshots']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  for (let at = 0; at < count; at += 1) {
    const dice = createDice(at * 7919 + 17);
    const name = `picture-${String(at + 1).padStart(4, '0')}`;
    if (at % 4 < 2) {
      const size = pick(dice, photoSizes);
      await save(dice, await photo(dice, size), {
        stem: join(folder, 'photos', name),
        formats: ['jpg', 'jpg', 'jpg', 'webp', 'png'],
      });
    } else if (at % 4 === 2) {
      const edge = between(dice, 256, 2000);
      const size = { width: edge, height: Math.round(edge * (0.5 + dice())) };
      await save(dice, await graphic(dice, size), {
        stem: join(folder, 'graphics', name),
        formats: ['png', 'png', 'webp', 'jpg'],
      });
    } else {
      const size = pick(dice, screenSizes);
      await save(dice, await screenshot(dice, size), {
        stem: join(folder, 'screenshots', name),
        formats: ['png', 'png', 'png', 'jpg'],
      });
    }
  }
}
