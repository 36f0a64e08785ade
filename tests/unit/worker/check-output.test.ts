import { expect, test } from 'vitest';
import { checkOutput } from '../../../src/worker/writing/check-output.ts';
import { scene } from '../../fixtures/scene.ts';

const promised = { width: 30, height: 20, format: 'png' as const };

test('a file that is what was promised passes', async () => {
  expect(await checkOutput(await scene(30, 20).png().toBuffer(), promised)).toBeNull();
  const avif = await scene(30, 20).avif().toBuffer();
  expect(await checkOutput(avif, { ...promised, format: 'avif' })).toBeNull();
});

test.each([
  ['of another size', () => scene(31, 20).png().toBuffer(), /made png 31 × 20/],
  ['in another format', () => scene(30, 20).jpeg().toBuffer(), /made jpeg 30 × 20/],
  ['that does not open', () => Promise.resolve(Buffer.from('nothing')), /does not open/],
])('a file %s is found out', async (_, made, fault) => {
  expect(await checkOutput(await made(), promised)).toMatch(fault);
});
