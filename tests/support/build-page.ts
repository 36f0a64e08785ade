import { join } from 'node:path';
import { build } from 'vite';

/** The page of the service as `npm run build` makes it, in a folder of the caller's. */
export async function buildPage(folder: string): Promise<string> {
  const configFile = join(import.meta.dirname, '../../vite.web.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder } });
  return folder;
}
