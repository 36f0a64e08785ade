import type { LeftOutReason } from '../../shared/task/batch.ts';
import type { FoundFile } from '../ports.ts';
import type { WalkRequest } from './walker.ts';
import { walkFolders } from './walk-folders.ts';

/** Some of what a walk found, handed over together. */
export interface WalkBatch {
  readonly found: readonly FoundFile[];
  readonly leftOut: readonly LeftOutReason[];
}

/** The first batch is small so that thumbnails begin at once; storing a full one takes the main thread about 5 ms. */
const firstSize = 16;
const fullSize = 128;
/** A slow disk hands over what it has after this long. */
const patienceMs = 200;

/** The walk, cut into batches of at most 128 entries. */
export function* walkBatches(request: WalkRequest): Generator<WalkBatch> {
  let batch = { found: [] as FoundFile[], leftOut: [] as LeftOutReason[] };
  let size = firstSize;
  let since = performance.now();
  for (const entry of walkFolders(request)) {
    if (typeof entry === 'string') batch.leftOut.push(entry);
    else batch.found.push(entry);
    const count = batch.found.length + batch.leftOut.length;
    if (count < size && performance.now() - since < patienceMs) continue;
    yield batch;
    batch = { found: [], leftOut: [] };
    size = fullSize;
    since = performance.now();
  }
  if (batch.found.length + batch.leftOut.length > 0) yield batch;
}
