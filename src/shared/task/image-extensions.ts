import { extensionsOf } from './format.ts';

/**
 * Lower case, without the dot. A file in a folder with one of these is taken for a picture whatever is in it.
 * A PDF is not: it can be read, but folders of papers are not folders of pictures.
 */
export const imageExtensions: ReadonlySet<string> = new Set(
  Object.values({ ...extensionsOf, pdf: [] }).flat(),
);

/** True when the name's extension is one that pictures have. */
export function hasImageExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && imageExtensions.has(name.slice(dot + 1).toLowerCase());
}
