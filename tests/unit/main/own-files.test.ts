import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../../src/main');

/** What main asks the disk for by itself: the app's own small files, the program's, and pictures in the app's own cache. */
const ownFiles = [
  'background/start-at-login.ts',
  'files/clipboard.ts',
  'files/drag-icons.ts',
  'files/sample-pictures.ts',
  'ipc/lost-history-requests.ts',
  'languages/speak-chosen.ts',
  'lifecycle/app-places.ts',
  'lifecycle/choose-updates.ts',
  'lifecycle/open-engine.ts',
  'log.ts',
  'stores/parsed-store.ts',
  'stores/token-store.ts',
  'updates/replace-file.ts',
];

test('main asks for a person’s files only through those who may be left behind by a drive that hangs', () => {
  const names = readdirSync(main, { recursive: true, encoding: 'utf8' });
  const asking = names.filter(
    (name) =>
      name.endsWith('.ts') &&
      /^import (?!type )[^;]*from 'node:fs(?:\/promises)?';$/m.test(
        readFileSync(join(main, name), 'utf8').replaceAll(/import \{ type \w+ \} from[^;]*;/g, ''),
      ),
  );
  expect(asking.map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual(ownFiles);
});
