import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatRows, formatsText } from '../../../src/cli/commands/formats.ts';
import { formatsGuide } from '../../../scripts/guide/formats-guide.ts';

const page = join(import.meta.dirname, '../../../docs/formats.md');

test('the page about formats is what the code says (node scripts/make-formats-doc.js)', () => {
  expect(readFileSync(page, 'utf8')).toBe(formatsGuide());
});

test('no two formats share an extension', () => {
  const extensions = formatRows().flatMap(([, files]) => files.split(' '));
  expect(new Set(extensions).size).toBe(extensions.length);
});

test('the table fits a terminal', () => {
  for (const line of formatsText().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});
