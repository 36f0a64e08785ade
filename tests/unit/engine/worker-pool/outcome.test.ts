import { expect, it } from 'vitest';
import { failedByBug } from '../../../../src/engine/worker-pool/outcome.ts';
import { refuse } from '../../../../src/shared/worker/refusal.ts';

const words = 'x'.repeat(16_384);

it('cuts the log of a bug and of a refusal at 16,384 characters', () => {
  expect(failedByBug(`${words}y`).log).toBe(words);
  expect(refuse('internal', null, `${words}y`).problem.log).toBe(words);
});
