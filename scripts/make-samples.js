// node scripts/make-samples.js: draws the pictures in samples/ anew.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { landscape } from './landscape.js';
import { root } from './root.js';

const folder = join(root, 'samples');

const scenes = {
  'lisbon-dawn.jpg': {
    seed: 11,
    width: 1800,
    height: 1200,
    sky: ['#8fb4e3', '#f2b5c4', '#ffd9b8'],
    sun: { x: 0.3, y: 0.36, radius: 0.07, colour: '#ffe3b0' },
    far: '#e9a6b4',
    near: '#33213f',
    layers: 6,
    horizon: 0.52,
    steepness: 0.52,
  },
  'dunes.webp': {
    seed: 29,
    width: 1920,
    height: 1080,
    sky: ['#f08a24', '#f9b84c', '#ffe0a3'],
    sun: { x: 0.68, y: 0.3, radius: 0.09, colour: '#fff0c2' },
    far: '#eda24a',
    near: '#4a1410',
    layers: 6,
    horizon: 0.5,
    steepness: 0.3,
  },
  'lavender-evening.jpg': {
    seed: 42,
    width: 1200,
    height: 1600,
    sky: ['#5b4a9c', '#b580c9', '#fbc6b0'],
    sun: { x: 0.62, y: 0.4, radius: 0.055, colour: '#ffd2b8' },
    far: '#bd8fcb',
    near: '#231542',
    layers: 7,
    horizon: 0.52,
    steepness: 0.5,
  },
  'ridge-panorama.jpg': {
    seed: 77,
    width: 2800,
    height: 800,
    sky: ['#2f6f8f', '#8cc5c4', '#eaf3df'],
    sun: { x: 0.2, y: 0.3, radius: 0.08, colour: '#fdfbe6' },
    far: '#a8d0cc',
    near: '#0b3038',
    layers: 7,
    horizon: 0.46,
    steepness: 0.55,
  },
  'winter-night.jpg': {
    seed: 5,
    width: 1600,
    height: 1600,
    sky: ['#070b2b', '#1c2f66', '#6f86bd'],
    sun: { x: 0.72, y: 0.24, radius: 0.045, colour: '#e8eeff' },
    far: '#6c83b8',
    near: '#0a1030',
    layers: 6,
    horizon: 0.56,
    steepness: 0.56,
    starCount: 220,
  },
  'mint-valley-sideways.jpg': {
    seed: 63,
    width: 1200,
    height: 1600,
    sky: ['#5fb7a1', '#b7e3c6', '#f6f4d5'],
    sun: { x: 0.36, y: 0.33, radius: 0.06, colour: '#fffbe0' },
    far: '#a9dcc0',
    near: '#12382f',
    layers: 6,
    horizon: 0.48,
    steepness: 0.48,
  },
  'sunset-badge.png': {
    seed: 18,
    width: 900,
    height: 900,
    sky: ['#ff7a59', '#ffb26b', '#ffe7a8'],
    sun: { x: 0.5, y: 0.4, radius: 0.13, colour: '#fff3c9' },
    far: '#f2895f',
    near: '#4b1d52',
    layers: 5,
    horizon: 0.52,
    steepness: 0.46,
    clip: '<circle cx="450" cy="450" r="430"/>',
  },
};

/** Turned by a quarter and marked so: a camera held upright stores pictures like this. */
const lieDown = (picture) => picture.rotate(-90).withMetadata({ orientation: 6 });

const writers = {
  jpg: (picture) => picture.jpeg({ quality: 86, mozjpeg: true }),
  webp: (picture) => picture.webp({ quality: 84 }),
  png: (picture) => picture.png({ compressionLevel: 9 }),
};

mkdirSync(folder, { recursive: true });
for (const [name, scene] of Object.entries(scenes)) {
  const drawn = sharp(Buffer.from(landscape(scene)));
  const picture = name.includes('sideways') ? lieDown(drawn) : drawn;
  const write = writers[name.split('.').at(-1)];
  const { size } = await write(picture).toFile(join(folder, name));
  console.log(`${name}  ${scene.width} × ${scene.height}  ${Math.round(size / 1000)} KB`);
}
