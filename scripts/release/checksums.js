// SHA256SUMS, as `sha256sum --check` reads it.
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const file = 'SHA256SUMS';

async function sumOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Of every file that lies in the folder, by name. */
export async function writeChecksums(folder) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== file)
    .map(({ name }) => name)
    .toSorted();
  const lines = [];
  for (const name of names) lines.push(`${await sumOf(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, file), lines.join(''));
}
