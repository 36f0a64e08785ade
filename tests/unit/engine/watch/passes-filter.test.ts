import { expect, test } from 'vitest';
import { createFilter } from '../../../../src/engine/watch/passes-filter.ts';
import { everyPicture, type WatchFilter } from '../../../../src/shared/settings/watched-folders.ts';

const dayMs = 86_400_000;
const now = 100 * dayMs;

function passes(filter: Partial<WatchFilter>, name: string, { bytes = 1000, ageDays = 0 } = {}) {
  const modifiedMs = now - ageDays * dayMs;
  const file = { path: `/in/${name}`, sizeBytes: bytes, fingerprint: '', changedMs: 0, modifiedMs };
  return createFilter({ ...everyPicture, ...filter })(file, now);
}

test.each<[Partial<WatchFilter>, string, boolean]>([
  [{}, 'a.jpg', true],
  [{ kinds: ['jpg'] }, 'A.JPEG', true],
  [{ kinds: ['.JPG'] }, 'a.png', false],
  [{ kinds: ['heic'] }, 'a.heif', true],
  [{ kinds: ['jpg'] }, 'jpg', true],
  [{ names: ['IMG_*'] }, 'img_12.png', true],
  [{ names: ['IMG_*'] }, 'photo.png', false],
  [{ names: ['*.png', '!*draft*'] }, 'a Draft.png', false],
  [{ names: ['!*draft*'] }, 'a.png', true],
  [{ names: ['a?.png'] }, 'äb.png', false],
  [{ names: ['a?.png'] }, 'a😀.png', true],
  [{ names: ['*a*b*'] }, 'ba.png', false],
  [{ names: ['*.jp*g'] }, 'x.jp.jpeg', true],
  [{ names: ['(1)+[2].png'] }, '(1)+[2].png', true],
  [{ names: ['Köln*'] }, 'Köln.jpg'.normalize('NFD'), true],
])('%j of %s: %s', (filter, name, expected) => {
  expect(passes(filter, name)).toBe(expected);
});

test('sizes and age have their limits in', () => {
  expect(passes({ minBytes: 1000, maxBytes: 1000 }, 'a.jpg')).toBe(true);
  expect(passes({ minBytes: 1001 }, 'a.jpg')).toBe(false);
  expect(passes({ maxBytes: 999 }, 'a.jpg')).toBe(false);
  expect(passes({ maxAgeDays: 2 }, 'a.jpg', { ageDays: 2 })).toBe(true);
  expect(passes({ maxAgeDays: 2 }, 'a.jpg', { ageDays: 2.1 })).toBe(false);
});

test('a pattern of many stars is as quick as another', () => {
  const begunAt = process.cpuUsage().user;
  expect(passes({ names: [`${'*a'.repeat(90)}b`] }, 'a'.repeat(250))).toBe(false);
  expect(passes({ names: [`${'*a'.repeat(90)}*`] }, 'a'.repeat(250))).toBe(true);
  // Microseconds; tried one after another the ways would take longer than anybody lives.
  expect(process.cpuUsage().user - begunAt).toBeLessThan(2_000_000);
});
