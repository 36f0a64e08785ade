import { expect, it } from 'vitest';
import { createResultChoices } from '../../../src/service/results/result-choices.ts';

it('keeps the newest choices, and no more ids than fit', () => {
  const choices = createResultChoices();
  const taskIds = Array.from({ length: 90_000 }, (_, index) => String(index));
  const large = { source: { taskIds }, kind: 'zip', name: null } as const;
  for (const id of ['first', 'second', 'third']) choices.keep(id, large);
  expect(choices.find('first')).toBeNull();
  expect(choices.find('second')).toBe(large);
  choices.keep('small', { ...large, source: { batchId: 'b' } });
  expect(choices.find('second')).toBe(large);
  expect(choices.find('small')).not.toBeNull();
  expect(choices.find('none')).toBeNull();
});
