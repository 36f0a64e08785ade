import { createHash } from 'node:crypto';
import { sourceFingerprint } from '../memory/unchanged.ts';

/**
 * The same when the same request is tried again, also after this program was killed: the server then goes on with what
 * it has. Another one after a retry by hand, for a changed file or another recipe.
 */
export async function workKey(
  requestId: string,
  { sourcePath, recipe }: { readonly sourcePath: string; readonly recipe: string },
): Promise<string> {
  const stamp = await sourceFingerprint(sourcePath);
  return createHash('sha256')
    .update([requestId, stamp ?? '', recipe].join('\0'))
    .digest('hex');
}
