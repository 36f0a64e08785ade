import { resolve } from 'node:path';
import { createFolderStore } from './folder-store.ts';
import type { Store } from './store.ts';

/** The store that `--store` names: a folder, or `s3://bucket/prefix`. Its library is loaded only then. */
export async function openStore(place: string): Promise<Store> {
  if (!place.startsWith('s3://')) return createFolderStore(resolve(place));
  const { openS3Store } = await import('./s3-store.ts');
  return openS3Store(place);
}
