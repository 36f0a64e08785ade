import { renameSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Icons of the Mac by libicns: run lengths with a mask. `.png` beside each is what it reads of the largest. */
export async function makeMacIcons({ run, at, work, faded }) {
  const kinds = { 'runs.icns': [16, 32, 48], 'large.icns': [16, 128] };
  for (const [name, edges] of Object.entries(kinds)) {
    const files = [];
    for (const edge of edges) {
      const file = join(work, `${edge}.png`);
      await sharp(faded).resize(edge, edge, { fit: 'fill' }).toFile(file);
      files.push(file);
    }
    run('png2icns', at(name), ...files);
    const size = `${edges.at(-1)}x${edges.at(-1)}`;
    run('icns2png', '-x', '-s', size, '-d', '32', '-o', work, at(name));
    renameSync(join(work, name.replace('.icns', `_${size}x32.png`)), at(`${name}.png`));
  }
}
