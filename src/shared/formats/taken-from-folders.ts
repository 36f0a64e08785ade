import { formats, sourceFormats } from './formats.ts';

const ofPictures = sourceFormats
  .map((format) => formats[format])
  .filter(({ inFolders }) => inFolders !== 'none');

/** Lower case, without the dot: what pictures may be called. */
export const imageExtensions: ReadonlySet<string> = new Set(
  ofPictures.flatMap(({ extensions }) => extensions),
);

const shared = new Set(ofPictures.flatMap(({ sharedExtensions = [] }) => sharedExtensions));

/** True when the name's extension is one that only pictures have. Such a file in a folder is taken for one whatever is in it. */
export function hasImageExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  return dot > 0 && imageExtensions.has(extension) && !shared.has(extension);
}
