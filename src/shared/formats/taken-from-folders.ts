import { formats, sourceFormats } from './formats.ts';

/** Lower case, without the dot. A file in a folder with one of these is taken for a picture whatever is in it. */
export const imageExtensions: ReadonlySet<string> = new Set(
  sourceFormats.flatMap((format) => {
    const { inFolders, extensions } = formats[format];
    return inFolders === 'none' ? [] : extensions;
  }),
);

/** True when the name's extension is one that pictures have. */
export function hasImageExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && imageExtensions.has(name.slice(dot + 1).toLowerCase());
}
