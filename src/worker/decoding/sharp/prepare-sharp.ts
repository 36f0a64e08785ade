import sharp from 'sharp';

/** Loaders of libvips by class; each stands for reading from a file, from bytes and from a stream, but for SVG. */
const chosenLoaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif', 'SvgBuffer'];

/**
 * Once for the process: one thread an image (the pool runs one worker a core), no cache (a changed file must not be
 * served stale), and no loader but the chosen ones: libvips would otherwise open its own format under any name.
 */
export function prepareSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.simd(true);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: chosenLoaders.map((loader) => `VipsForeignLoad${loader}`) });
}

/** Whether any pipeline has begun and not ended yet. */
export function isDecoding(): boolean {
  const { queue, process } = sharp.counters();
  return queue + process > 0;
}
