import type { Buffer } from 'node:buffer';
import { isIconFormat, type WritableFormat } from '../../../shared/formats/formats.ts';
import { onceLoaded } from '../../../shared/once.ts';
import type { Placeholder } from '../../../shared/task/placeholder.ts';
import type { Work } from '../../../shared/task/recipe.ts';

const loadMaker = onceLoaded(() => import('./placeholder.ts'));

/** Loaded only where it is asked for. Icons have none: a page shows them at once. */
export async function loadPlaceholder(
  file: Buffer,
  format: WritableFormat,
  { placeholders }: Pick<Work, 'placeholders'>,
): Promise<Placeholder | null> {
  if (!placeholders || isIconFormat(format)) return null;
  const { placeholderOf } = await loadMaker();
  return placeholderOf(file);
}
