import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file or folder that `npm run build` made. The programs that tests start are these, as people get them. */
export function built(path: string): string {
  const full = join(import.meta.dirname, '../../out', path);
  if (!existsSync(full)) throw new Error(`${path} is not built: npm run build`);
  return full;
}
