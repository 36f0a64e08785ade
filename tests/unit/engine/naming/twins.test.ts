import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Claims } from '../../../../src/engine/naming/claims.ts';
import { claimName } from '../../../../src/engine/naming/free-name.ts';
import { reachedByPath } from '../../../../src/engine/files/held-folder.ts';
import { targetsOf } from '../../../../src/engine/naming/target.ts';
import { nameTwice } from '../../../support/same-name.ts';
import { placementRequest } from './placement-request.ts';
import { expectAlways } from '../../../support/property-loop.ts';

/** Letters that change their number, their marks or their order when case or spelling changes. */
const letters = [
  ...'a j J k s S i I \u0130 \u0131 \u00DF \u1E9E \u017F \u212A \u212B \u00C5 \u00E9 \u00C9 \u0149 \u01C5 \u01F0'.split(
    ' ',
  ),
  ...'\u03B1 \u03A3 \u03C3 \u03C2 \u1FB3 \u1FB4 \u1FBC \u0345 \u0301 \u0323 \u030C \u0307 \u0451 \u13A0 \uAB70 \u304C \uFB01 \u1C80'.split(
    ' ',
  ),
  ' (2)',
  '.',
];
const name = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 4 })
  .map((parts) => `${parts.join('')}.jpg`);

const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFC').toUpperCase(),
  (text) => text.normalize('NFD').toUpperCase().normalize('NFC'),
  (text) => text.normalize('NFD').toLowerCase().normalize('NFC'),
];
/** A few names, and each of them spelled in a few ways. */
const twins = fc
  .tuple(
    fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  )
  .map(([names, choices]) =>
    choices.map((choice, at) => {
      const spell = spellings[choice % spellings.length];
      return spell?.(names[at % names.length] ?? '') ?? '';
    }),
  );

/** The names that a batch hands out for sources of these names, whose results all go to one folder. */
async function namesFor(sources: readonly string[]): Promise<string[]> {
  const claims = new Claims();
  const path = join('/there/is/no/such/folder');
  const folder = { path, realPath: path, realBase: path, key: 'folder' };
  const place = { batchId: 'batch', folder, held: reachedByPath };
  const policy = {
    conflict: 'overwrite',
    isOthers: () => false,
    mustStay: () => false,
    isOwn: () => false,
  } as const;
  const names: string[] = [];
  for (const source of sources) {
    const [target] = targetsOf(placementRequest(join('/photos', source)));
    const claimed = await claimName(claims, {
      ...place,
      ...policy,
      fileName: target?.fileName ?? '',
    });
    names.push(claimed?.path.slice(path.length + 1) ?? '');
  }
  return names;
}

it('hands out no two names that macOS or Windows take for one', async () => {
  await expectAlways(
    fc.asyncProperty(twins, async (sources) => {
      expect(nameTwice(await namesFor(sources))).toBeNull();
    }),
  );
}, 60_000);

it('tells names apart that no system takes for one', async () => {
  expect(await namesFor(['a.jpg', '\u00E4.jpg', 'b.jpg', 'a.jpeg'])).toEqual([
    'a.jpg',
    '\u00E4.jpg',
    'b.jpg',
    'a.jpeg',
  ]);
});
