// The English catalogue as people write it. No TypeScript: the build reads it, too.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const words = join(root, 'src/shared/words');

/** The English messages of each area, by key. */
export function englishAreas() {
  const names = readdirSync(join(words, 'en'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
  return names.map((name) => ({
    name,
    /** @type {Record<string, string>} */
    messages: JSON.parse(readFileSync(join(words, 'en', `${name}.json`), 'utf8')),
  }));
}

/** English as one file: what a translation begins with. */
export function englishFile() {
  const messages = Object.fromEntries(englishAreas().map((area) => [area.name, area.messages]));
  return `${JSON.stringify({ name: 'English', direction: 'ltr', messages }, null, 2)}\n`;
}

/** Writes the languages that come with Thumbline into `folder`. Besides English there are none yet. */
export function writeLanguages(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'en.json'), englishFile());
  const others = join(words, 'languages');
  for (const name of existsSync(others) ? readdirSync(others) : []) {
    writeFileSync(join(folder, name), readFileSync(join(others, name)));
  }
}
