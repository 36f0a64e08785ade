import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBytes, toNative } from '../../../src/engine/files/paths.ts';
import { nativePath } from '../../../src/broker/reading/native-path.ts';
import { expectAlways } from '../../support/property-loop.ts';

it('opens every path that the engine can name', async () => {
  await expectAlways(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const path = fromBytes(Buffer.from(bytes));
      expect(nativePath(path)).toEqual(toNative(path));
    }),
  );
});
