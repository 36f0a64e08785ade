import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBytes, toNative } from '../../../src/engine/files/paths.ts';
import { nativePath } from '../../../src/worker/reading/native-path.ts';

it('opens every path that the engine can name', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const path = fromBytes(Buffer.from(bytes));
      expect(nativePath(path)).toEqual(toNative(path));
    }),
    { numRuns: 1000 },
  );
});
