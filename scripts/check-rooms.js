// Prints how the folders inside each room import each other, and fails when one does so in a circle or against `rooms.js`.
import { join } from 'node:path';
import { rooms } from '../rooms.js';
import { arrowsInside, circles } from './room-arrows.js';

let isKept = true;

for (const [name, { inside }] of Object.entries(rooms)) {
  if (!inside) continue;
  const arrows = arrowsInside(join('src', name), inside);
  const pairs = Map.groupBy(arrows, ({ from, to }) => `${from} → ${to}`);
  const round = circles(arrows);
  const against = arrows.filter(({ from, to }) => !inside[from]?.includes(to));
  console.log(
    `${name}: ${Object.keys(inside).length} places, ${pairs.size} arrows (${arrows.length} imports)`,
  );
  for (const place of Object.keys(inside)) {
    const below = [...pairs.values()].filter(([first]) => first?.from === place);
    const words = below.map((found) => `${found[0]?.to} ${found.length}`);
    if (words.length > 0) console.log(`  ${place} → ${words.join(', ')}`);
  }
  console.log(`  circles: ${round.length === 0 ? 0 : round.join(', ')}`);
  for (const { file, from, to } of against) console.log(`  ${file}: ${from} may not import ${to}`);
  if (round.length > 0 || against.length > 0) isKept = false;
}
process.exitCode = isKept ? 0 : 1;
