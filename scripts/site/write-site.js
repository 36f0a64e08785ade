// Puts the site together: our page, what it says of the project, and our pictures. Nothing is asked of the network.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { landscape } from '../landscape.js';
import { root } from '../root.js';
import { siteFacts } from './facts.js';

const hills = {
  'hills-light.svg': {
    sky: ['#dfe8ff', '#e9efff', '#fff3e2'],
    far: '#c3d1fb',
    near: '#4a6fe6',
    sun: { x: 0.8, y: 0.3, radius: 0.035, colour: '#f9c46b' },
  },
  'hills-dark.svg': {
    sky: ['#1a2138', '#1d2642', '#283257'],
    far: '#2f3c6b',
    near: '#141a30',
    sun: { x: 0.8, y: 0.3, radius: 0.03, colour: '#c9d4ff' },
  },
};

function fill(page, facts) {
  return page.replaceAll(/\{\{([^}]+)\}\}/g, (_, word) => {
    const fact = facts[word];
    if (fact === undefined || fact === '')
      throw new Error(`The site asks for "${word}", which nobody knows.`);
    return fact;
  });
}

function writeHills(folder) {
  for (const [name, colours] of Object.entries(hills)) {
    const picture = landscape({
      seed: 41,
      width: 1600,
      height: 620,
      layers: 5,
      horizon: 0.36,
      steepness: 0.45,
      ...colours,
    });
    writeFileSync(join(folder, name), picture);
  }
}

const [mark = ''] = Object.keys(hills);
const ownNames = new Set(['index.html', 'style.css', 'icon.svg', 'images', ...Object.keys(hills)]);

/** Whoever names a folder of theirs by mistake keeps what is in it, another site, too. */
function refuseOthers(folder) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const others = names.includes(mark) ? names.filter((name) => !ownNames.has(name)) : names;
  if (others.length === 0) return;
  throw new Error(
    `${folder} holds something else (${others[0]}), and all in it would be removed. Name an empty folder or a new one.`,
  );
}

/** Writes the folder anew. */
export function writeSite(folder, { downloads = '' } = {}) {
  const page = fill(
    readFileSync(join(root, 'site', 'index.html'), 'utf8'),
    siteFacts({ downloads }),
  );
  refuseOthers(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeHills(folder);
  writeFileSync(join(folder, 'index.html'), page);
  copyFileSync(join(root, 'site', 'style.css'), join(folder, 'style.css'));
  copyFileSync(
    join(root, 'src', 'renderer', 'features', 'shell', 'icon.svg'),
    join(folder, 'icon.svg'),
  );
  for (const [, name = ''] of page.matchAll(/"images\/([^"]+)"/g)) {
    copyFileSync(
      join(root, 'docs', 'images', basename(name)),
      join(folder, 'images', basename(name)),
    );
  }
}
