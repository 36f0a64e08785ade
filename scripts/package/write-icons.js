// Draws every icon of a package from `src/renderer/features/shell/icon.svg`, by the writers that make icons for people, too.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeIcns } from '../../src/worker/imaging/icon/write-icns.ts';
import { writeIco } from '../../src/worker/imaging/icon/write-ico.ts';
import { root } from '../root.js';

const source = join(root, 'src', 'renderer', 'features', 'shell', 'icon.svg');
const sourceEdge = 256;
/** Dots an inch at which an SVG has the pixels that it names. */
const usualDensity = 72;

const linuxEdges = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsEdges = [16, 24, 32, 48, 64, 256];
const macEdges = [16, 32, 64, 128, 256, 512, 1024];

async function drawn(svg, edge) {
  const density = Math.ceil((usualDensity * edge) / sourceEdge);
  const picture = sharp(svg, { density }).resize(edge, edge).ensureAlpha().toColourspace('srgb');
  const [rgba, png] = await Promise.all([
    picture.clone().raw().toBuffer(),
    picture.png({ compressionLevel: 9 }).toBuffer(),
  ]);
  return { edge, rgba, png };
}

/** Writes the folder anew: `linux/16x16.png` and so on, `icon.ico`, `icon.icns`. */
export async function writeIcons(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'linux'), { recursive: true });
  const svg = readFileSync(source);
  const edges = [...new Set([...linuxEdges, ...windowsEdges, ...macEdges])];
  const pictures = new Map();
  for (const edge of edges) pictures.set(edge, await drawn(svg, edge));
  for (const edge of linuxEdges) {
    writeFileSync(join(folder, 'linux', `${edge}x${edge}.png`), pictures.get(edge).png);
  }
  const of = (wanted) => wanted.map((edge) => pictures.get(edge));
  writeFileSync(join(folder, 'icon.ico'), writeIco(of(windowsEdges)));
  writeFileSync(join(folder, 'icon.icns'), writeIcns(of(macEdges)));
}
