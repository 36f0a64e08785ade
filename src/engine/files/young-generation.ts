import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it has now, in the whole process. It doubles up to 128 MB while much is allocated at once,
 * as hostile clients see to; most of it is then never given back. `--max-semi-space-size` is read only when Node starts, this
 * flag each time it would grow.
 */
export function stopYoungGenerationGrowth(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** In a smaller one much that is over soon is taken for lasting, and then stays longer than it would have. */
const enoughBytes = 24 * 1024 * 1024;

/** The same as soon as it has a size that is enough for anything. */
export function limitYoungGeneration(): void {
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (young && young.space_size < enoughBytes) return;
    stopYoungGenerationGrowth();
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
