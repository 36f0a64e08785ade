import { expect, it } from 'vitest';
import { foundPriority, namedPriority } from '../../../../src/engine/intake/batch-filling.ts';

it('up to 50 named files go before what folders hold, 51 wait with it', () => {
  expect(namedPriority(50)).toBeGreaterThan(foundPriority);
  expect(namedPriority(51)).toBe(foundPriority);
});
