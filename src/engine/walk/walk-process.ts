// Entry of a process that walks one drive which may hang: one order in, batches out, then it ends or is abandoned.
import { walkBatches } from './walk-batches.ts';
import type { WalkRequest } from './walker.ts';

/** The order, then one more batch may be sent. */
export type WalkWord = { readonly request: WalkRequest } | 'more';

let credit = Promise.withResolvers<void>();

async function walk(request: WalkRequest): Promise<void> {
  for (const batch of walkBatches(request)) {
    process.send?.(batch, () => undefined);
    await credit.promise;
    credit = Promise.withResolvers();
  }
  process.disconnect();
}

process.on('message', (word: WalkWord) => {
  if (word === 'more') credit.resolve();
  else void walk(word.request);
});
process.on('disconnect', () => process.exit());
