import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it has now. It doubles up to 128 MB while much is allocated at once, and
 * hostile clients see to that; most of it is then never given back. `--max-semi-space-size` is read only when Node
 * starts, this flag each time it would grow.
 */
export function stopYoungGenerationGrowth(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
