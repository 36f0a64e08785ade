import type { LeftOutReason } from './batch.ts';

/** What systems and file servers strew into folders, in lower case. */
const systemNames: ReadonlySet<string> = new Set([
  '.ds_store',
  '.localized',
  '.appledouble',
  'icon\r',
  '__macosx',
  '.spotlight-v100',
  '.fseventsd',
  '.trash',
  '.trashes',
  '.temporaryitems',
  '.documentrevisions-v100',
  '.thumbnails',
  '.directory',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
  '#recycle',
]);

/** Why an entry of a folder is left out by its name alone; null when it is not. */
export function reasonByName(name: string): LeftOutReason | null {
  const lower = name.toLowerCase();
  if (systemNames.has(lower) || lower.startsWith('._') || lower.startsWith('.trash-')) {
    return 'system';
  }
  return name.startsWith('.') ? 'hidden' : null;
}
