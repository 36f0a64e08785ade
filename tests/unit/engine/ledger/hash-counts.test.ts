import { expect, test } from 'vitest';
import { createHashCounts, hashOfText } from '../../../../src/engine/ledger/hash-counts.ts';

test('a text is there as often as it was counted, also when many others came and went', () => {
  const counts = createHashCounts();
  const hashes = Array.from({ length: 5000 }, (_, at) => hashOfText(`/photos/IMG_${at}.jpg`));
  for (let round = 0; round < 3; round += 1) {
    for (const hash of hashes) counts.change(hash, 1);
    for (const hash of hashes.slice(0, 4000)) counts.change(hash, -1);
  }
  expect(hashes.map((hash) => counts.has(hash))).toEqual(hashes.map((_, at) => at >= 4000));
  for (const hash of hashes.slice(4000, 4500))
    for (let at = 0; at < 3; at += 1) counts.change(hash, -1);
  expect(hashes.filter((hash) => counts.has(hash))).toHaveLength(500);
  counts.change(hashOfText('never there'), -1);
  expect(counts.has(hashOfText('never there'))).toBe(false);
});

test('texts that are alike have hashes of their own, and none has 0', () => {
  const texts = Array.from({ length: 50_000 }, (_, at) => `/p/${at % 250}/${Math.floor(at / 250)}`);
  const hashes = new Set(['', ...texts].map(hashOfText));
  expect([hashes.size, hashes.has(0)]).toEqual([50_001, false]);
  expect([...hashes].every(Number.isSafeInteger)).toBe(true);
});
