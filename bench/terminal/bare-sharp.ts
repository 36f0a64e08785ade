// Sharp alone as a command: bare-sharp.ts FOLDER-OR-FILE OUT. As many at once as there are cores.
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';

const [source = '', results = ''] = process.argv.slice(2);
const isFolder = statSync(source).isDirectory();
const paths = (
  isFolder ? readdirSync(source).map((name) => join(source, name)) : [source]
).values();
sharp.concurrency(1);
sharp.cache(false);

async function work(): Promise<void> {
  for (const path of paths) {
    await sharp(path)
      .autoOrient()
      .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
      .toFile(join(results, basename(path)));
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
