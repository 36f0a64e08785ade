import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carriedPackages, knownLicences, thirdParty } from '../../scripts/third-party.js';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('THIRD-PARTY.md lists what is carried: npm run third-party writes it', () => {
  expect(read('THIRD-PARTY.md')).toBe(thirdParty());
});

test('no package is carried whose licence nobody looked at', () => {
  const others = carriedPackages().filter(({ licence }) =>
    licence
      .replaceAll(/[()]/g, '')
      .split(/ (?:AND|OR) /)
      .some((one: string) => !knownLicences.has(one)),
  );
  expect(others).toEqual([]);
});
