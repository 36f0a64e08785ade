import { createHash } from 'node:crypto';
import { sourceStamp } from '../memory/unchanged.ts';

/**
 * The same when the same asking is tried again, also after this program was killed: the server then goes on with what
 * it has. Another one after a retry by hand, for a changed file or another recipe.
 */
export async function workKey(
  askingId: string,
  { sourcePath, recipe }: { readonly sourcePath: string; readonly recipe: string },
): Promise<string> {
  const stamp = await sourceStamp(sourcePath);
  return createHash('sha256')
    .update([askingId, stamp ?? '', recipe].join('\0'))
    .digest('hex');
}
