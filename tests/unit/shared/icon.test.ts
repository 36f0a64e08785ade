import { expect, test } from 'vitest';
import { sameFormat } from '../../../src/shared/formats/formats.ts';
import { iconEdges } from '../../../src/shared/task/srcset.ts';

test('an icon holds the usual sizes up to the largest', () => {
  expect(iconEdges('ico', 48)).toEqual([16, 24, 32, 48]);
  expect(iconEdges('ico', 5000)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  expect(iconEdges('icns', 1024)).toEqual([16, 32, 64, 128, 256, 512, 1024]);
  expect(iconEdges('icns', 100)).toEqual([16, 32, 64]);
});

test('an icon always holds its smallest size', () => {
  expect(iconEdges('ico', 3)).toEqual([16]);
});

test.each(['ico', 'icns'])('the same format as %s is a picture', (icon) => {
  expect(sameFormat(icon, true)).toBe('png');
  expect(sameFormat(icon, false)).toBe('jpeg');
});
