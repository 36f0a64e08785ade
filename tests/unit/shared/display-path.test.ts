import { expect, test } from 'vitest';
import { displayName, displayPath } from '../../../src/shared/paths/display-path.ts';

test('an ordinary path is shown as it is', () => {
  expect(displayPath('/photos/été 🌞/a.jpg')).toBe('/photos/été 🌞/a.jpg');
});

test('a newline cannot start a second line', () => {
  expect(displayPath('a\nb.jpg')).toBe('a\\x0Ab.jpg');
});

test('bytes that are not UTF-8 are shown as bytes', () => {
  expect(displayPath('caf\udce9.jpg')).toBe('caf\\xE9.jpg');
});

test('marks that turn text around are made visible', () => {
  expect(displayPath('a\u202Egpj.exe')).toBe('a\\u{202E}gpj.exe');
});

test('a name is the last part of a path of any system', () => {
  const paths = ['/a/b.jpg', '/a/folder/', 'C:\\a\\b.jpg', '\\\\server\\share\\b.jpg', '/a\\b.jpg'];
  expect(paths.map(displayName)).toEqual(['b.jpg', 'folder', 'b.jpg', 'b.jpg', 'a\\b.jpg']);
});
