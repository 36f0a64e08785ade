// npm run site -- [folder] [--downloads address]: the site, in out/site. With an address the packages' names are links to it.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './root.js';
import { writeSite } from './site/write-site.js';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { downloads: { type: 'string', default: '' } },
  });
  const folder = positionals[0] ?? join(root, 'out', 'site');
  writeSite(folder, values);
  console.log(`${folder}/index.html`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
