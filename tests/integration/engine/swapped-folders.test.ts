import { copyFileSync, mkdirSync, readdirSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setDiskProgram } from '../../../src/engine/files/disks.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { built } from '../../support/built.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { mountHangingDisk } from '../../support/power-cut/record-disk.ts';
import { mountSlowDrive } from '../../support/slow-drive.ts';
import { type Swap, swapFolders } from '../../support/swap-folders.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** `npm run test:soak` swaps for a minute. Seconds; 0 is one round. */
const seconds = Number(process.env['THUMBLINE_TEST_SWAP_SECONDS'] ?? 0);
/** Said, so that a run that failed can be had again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Date.now() % 100_000);

const albums = ['one', 'two', 'three'];
/** Elsewhere there is no folder of this name. */
const lateAlbum = 'zero';
const perAlbum = seconds > 0 ? 200 : 6;
const names = Array.from({ length: perAlbum }, (_, at) => `${at}.jpg`);

/** Mounting one takes root: only in the soak. */
const mounted = 'a FUSE file system';

/** Pictures in albums, where they go (on a drive of its own), and folders of the same names elsewhere with a file of each name. */
async function putAlbums(disk: string) {
  const folder = tempFolder();
  const drive = join(folder, 'drive');
  if (disk === mounted) await mountHangingDisk(drive, []);
  const [photos, out, elsewhere] = [
    join(folder, 'photos'),
    join(drive, 'out'),
    join(folder, 'elsewhere'),
  ];
  const first = await putPicture(join(folder, 'first.jpg'), { width: 60, height: 40 });
  for (const album of albums) {
    mkdirSync(join(out, album), { recursive: true });
    mkdirSync(join(elsewhere, album), { recursive: true });
    for (const name of names) writeFileSync(join(elsewhere, album, name), 'theirs');
  }
  for (const album of [...albums, lateAlbum]) {
    mkdirSync(join(photos, album), { recursive: true });
    for (const name of names) copyFileSync(first, join(photos, album, name));
  }
  const swaps: Swap[] = albums.map((album) => [join(out, album), join(elsewhere, album)]);
  return { folder, drive, photos, out, elsewhere, swaps: [[out, elsewhere] as const, ...swaps] };
}

type Place = Awaited<ReturnType<typeof putAlbums>>;

/** Every name that is made, changed or taken away elsewhere from now on. */
function watchElsewhere({ elsewhere }: Place): readonly string[] {
  const seen: string[] = [];
  for (const folder of ['.', ...albums]) {
    const watcher = watch(join(elsewhere, folder), (_, name) => {
      // What is written to a file without a name is told as `#` and its number; it is in no folder.
      if (!/^#\d+$/.test(name ?? '')) seen.push(`${folder}/${name}`);
    });
    onTestFinished(() => watcher.close());
  }
  return seen;
}

/** It is where it should be, or failed for that reason alone. */
function expectTold(task: Task): void {
  if (task.status === 'succeeded') {
    expect(task.outputs.map(({ path }) => statSync(path).size)).toEqual(
      task.outputs.map(({ sizeBytes }) => sizeBytes),
    );
  } else {
    expect(task).toMatchObject({ status: 'failed', failure: { code: 'output-unwritable' } });
  }
}

/** Makes all pictures, and swaps folders from the first result to the last; answers with how often. */
async function makeWhileSwapping(engine: Engine, place: Place, conflict: string) {
  const recipe = Recipe.parse({
    outputs: [{ width: 20 }],
    destination: { kind: 'folder', path: place.out, mirrorsTree: true },
    conflict,
  });
  const begun = Promise.withResolvers<void>();
  const unsubscribe = engine.subscribe((changes) => {
    const isMade = changes.some(
      (change) => change.kind === 'task' && change.task.status === 'succeeded',
    );
    if (isMade) begun.resolve();
  });
  const { batchId } = await engine.enqueue({ paths: [place.photos], recipe, origin: 'drop' });
  await begun.promise;
  unsubscribe();
  const stop = await swapFolders(place.swaps, seed);
  await engine.settled(batchId ?? '');
  const count = await stop();
  const tasks = [...engine.tasksOf(batchId ?? '')];
  tasks.forEach(expectTold);
  return { count, made: tasks.filter(({ status }) => status === 'succeeded').length };
}

/** Held by this process, or by another one that asks the drive. */
const disks = [
  'a disk of this computer',
  'a drive that may hang',
  ...(seconds > 0 ? [mounted] : []),
];

test.each(disks)(
  'nothing of any kind is written elsewhere while folders of results on %s are swapped for links',
  // A round that has begun is ended, however busy the machine is.
  { timeout: 120_000 + seconds * 5000 },
  async (disk) => {
    process.stdout.write(`THUMBLINE_SEED=${seed}\n`);
    const place = await putAlbums(disk);
    setDiskProgram({ nodePath: process.execPath, entry: built('main/disk-process.js') });
    if (disk === 'a drive that may hang') onTestFinished(await mountSlowDrive(place.drive));
    const seen = watchElsewhere(place);
    const holdTiming = { firstLookMs: 1, longestWaitMs: 20, crashRestMs: 0 };
    const engine = openEngine(place.folder, { holdTiming });
    const end = performance.now() + seconds * 1000;
    let [count, made] = [0, 0];
    do {
      for (const conflict of ['rename', 'overwrite']) {
        const told = await makeWhileSwapping(engine, place, conflict);
        count += told.count;
        made += told.made;
      }
      // A fast machine has made all before much is swapped.
    } while (performance.now() < end || count <= 10 || made <= 2);
    process.stdout.write(`${count} swaps, ${made} pictures made\n`);
    await engine.close();
    expect(seen).toEqual([]);
    for (const album of albums) {
      expect(readdirSync(join(place.elsewhere, album))).toHaveLength(perAlbum);
    }
  },
);
