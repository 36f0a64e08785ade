import type { LeftOutReason } from '../../shared/task/batch.ts';
import type { FoundFile } from '../ports.ts';
import type { WalkRequest, WalkStart } from './walker.ts';
import { walkFolders } from './walk-folders.ts';

/** Some of what a walk found, handed over together. */
export interface WalkBatch {
  readonly found: readonly FoundFile[];
  readonly leftOut: readonly LeftOutReason[];
  /** Places on drives that may hang, other than the one that is walked. */
  readonly elsewhere: readonly WalkStart[];
}

/** The first batch is small so that thumbnails begin at once; storing a full one takes the main thread about 5 ms. */
const firstSize = 16;
const fullSize = 128;
/** A slow disk hands over what it has after this long. */
const patienceMs = 200;

const emptyBatch = () => ({
  found: [] as FoundFile[],
  leftOut: [] as LeftOutReason[],
  elsewhere: [] as WalkStart[],
});
const countOf = ({ found, leftOut, elsewhere }: WalkBatch) =>
  found.length + leftOut.length + elsewhere.length;

/** The walk, cut into batches of at most 128 entries. */
export function* walkBatches(request: WalkRequest): Generator<WalkBatch> {
  let batch = emptyBatch();
  let size = firstSize;
  let since = performance.now();
  for (const entry of walkFolders(request)) {
    if (typeof entry === 'string') batch.leftOut.push(entry);
    else if ('elsewhere' in entry) batch.elsewhere.push(entry.elsewhere);
    else batch.found.push(entry);
    const count = countOf(batch);
    if (count < size && performance.now() - since < patienceMs) continue;
    yield batch;
    batch = emptyBatch();
    size = fullSize;
    since = performance.now();
  }
  if (countOf(batch) > 0) yield batch;
}
