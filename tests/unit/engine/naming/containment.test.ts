import { join, resolve, sep } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { targetsOf } from '../../../../src/engine/naming/target.ts';
import { FileNameTemplate, templateFields } from '../../../../src/shared/task/file-name.ts';
import { placementRequest } from './placement-request.ts';
import { expectAlways } from '../../../support/property-loop.ts';

const nasty = fc.constantFrom(
  ...'.. . / \\ ../../ ~ \0 \n : C: // %2e%2e%2f { } CON nul.jpg COM1 lpt9. -rf $(id) *?"<>| a .jpg'.split(
    ' ',
  ),
  ' ',
  '. .',
  '\u202E',
  '\u00E9',
  'e\u0301',
  '\u0301',
  '\u200B',
  '\uDCFF',
  '\uD83D',
  '🏔️',
  'x'.repeat(300),
  '图'.repeat(100),
);
const pieces = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(...templateFields).map((field) => `{${field}}`),
);
const text = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(''));
const fileName = text.map((name) => name.replaceAll(/[/\0]/g, '') || 'a.jpg');

const device = /^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/i;

/** What is wrong with a segment on one of the three systems; null if nothing is. */
function fault(segment: string): string | null {
  if (/^\.{0,2}$/.test(segment)) return 'means a folder';
  if (/[<>:"/\\|?*]/.test(segment) || Array.from(segment).some((character) => character < ' ')) {
    return 'forbidden character';
  }
  if (/[. ]$/.test(segment)) return 'ends in a dot or a space';
  if (device.test(segment)) return 'a device';
  if (!segment.isWellFormed() || segment !== segment.normalize('NFC')) return 'not one spelling';
  return Buffer.byteLength(`${segment} (2)`) > 255 ? 'too long' : null;
}

it('never leaves the destination and gives safe names', async () => {
  await expectAlways(
    fc.property(text, fileName, fileName, (template, name, output) => {
      const recipe = {
        destination: { kind: 'folder', path: '/results' },
        name: output.slice(0, 90).trim() || 'x',
      };
      const request = placementRequest(join('/photos', name), recipe);
      const [target] = targetsOf({
        ...request,
        recipe: { ...request.recipe, fileName: template },
      });
      const segments = [...(target?.folders ?? []), target?.fileName ?? ''];
      const faults = segments.map(fault).filter((found) => found !== null);
      const path = resolve('/results', ...segments);
      return faults.length === 0 && path.startsWith(`/results${sep}`);
    }),
  );
}, 60_000);

it('refuses templates that nobody can have meant', () => {
  const problems = ['{nmae}.{ext}', '../{name}', 'a//b', '/{name}', '{name}/', 'a/./b'].map(
    (template) => FileNameTemplate.safeParse(template).error?.issues[0]?.message,
  );
  expect(problems[0]).toMatch(/^\{nmae\} is not a field; use \{name\} \{ext\}/);
  expect(problems.slice(1).every((problem) => problem?.startsWith('a file name may not'))).toBe(
    true,
  );
  expect(FileNameTemplate.safeParse('{date}/{name} (small).{ext}').success).toBe(true);
});

it('keeps the extension when a name is too long, and cuts no character in half', () => {
  const request = placementRequest(`/photos/${'👩‍👧'.repeat(40)}.jpeg`);
  const [target] = targetsOf(request);
  expect(target?.fileName).toMatch(/^(?:👩‍👧)+\.jpeg$/u);
});

it('puts template fields that stand in a file name into the result as they are', () => {
  const [target] = targetsOf(placementRequest('/photos/{ext}{counter}.jpg'));
  expect(target?.fileName).toBe('{ext}{counter}.jpg');
});
