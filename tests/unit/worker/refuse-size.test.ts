import { expect, it } from 'vitest';
import { refuseSize } from '../../../src/worker/reading/refuse-size.ts';

const sizeBytes = 2_500_000_000;

it('says how large a picture is that is too large', () => {
  const head = Buffer.from('II*\0');
  expect(refuseSize({ kind: 'too-large', head, sizeBytes }).problem).toMatchObject({
    failure: { code: 'image-too-large', subject: '2.5 GB' },
  });
});

it('calls a film a film, however large it is', () => {
  const head = Buffer.from('1a45dfa3', 'hex');
  expect(refuseSize({ kind: 'too-large', head, sizeBytes }).problem).toMatchObject({
    failure: { code: 'format-unsupported', subject: 'a video' },
  });
});
