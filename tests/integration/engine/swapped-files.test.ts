import { mkdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { presets } from '../../../src/cli/commands/presets.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { setDiskProgram, useDrives } from '../../../src/engine/files/disks.ts';
import { identityOf, resultFingerprintOf } from '../../../src/engine/files/fingerprints.ts';
import { createManifests, manifestName } from '../../../src/engine/memory/manifests.ts';
import { saveTo } from '../../../src/engine/server/save-download.ts';
import { watchIdle } from '../../../src/engine/server/waiting.ts';
import { pastedFolder, savePastedInto } from '../../../src/main/files/pasted-pictures.ts';
import { exportHistory } from '../../../src/main/ipc/history-requests.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { built } from '../../support/built.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { mountHangingDisk } from '../../support/power-cut/record-disk.ts';
import { mountSlowDrive } from '../../support/slow-drive.ts';
import { startSwapper } from '../../support/swap-held-folders.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeTempFolder } from '../../e2e/harness/temp-folder.ts';

/** `npm run test:soak` swaps for a minute. Seconds; 0 is one round. */
const seconds = Number(process.env['THUMBLINE_TEST_SWAP_SECONDS'] ?? 0);
/** Said, so that a run that failed can be had again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Date.now() % 100_000);

interface Place {
  /** A folder of its own for each file: it is swapped while that is written. */
  readonly out: string;
  readonly engine: Engine;
  readonly batchId: string;
  readonly picture: Buffer;
}

interface Writer {
  /** What it wants to write, below its folder. */
  readonly name: string;
  /** It was told before which folder is meant: that may be swapped at any time. */
  readonly knowsFolder?: boolean;
  /** What is known before anything is swapped; what it answers with resolves with whether the file is written. */
  readonly prepare: (place: Place) => () => Promise<boolean>;
}

const save =
  (kind: 'zip' | 'contact-sheet', name: string): Writer['prepare'] =>
  ({ engine, batchId, out }) =>
  async () => {
    const target = { path: join(out, name), replaces: true };
    const { signal } = new AbortController();
    return (await engine.saveResults({ kind, source: { batchId }, target, signal })).ok;
  };

const silent = { say: () => undefined, print: () => undefined, complain: () => undefined };

const writers: Readonly<Record<string, Writer>> = {
  'a ZIP': { name: 'all.zip', prepare: save('zip', 'all.zip') },
  'a contact sheet': { name: 'all.html', prepare: save('contact-sheet', 'all.html') },
  'an export': {
    name: 'history.csv',
    prepare:
      ({ engine, out }) =>
      async () => {
        const file = join(out, 'history.csv');
        return (await exportHistory(engine, { text: '', format: 'csv', file })).ok;
      },
  },
  'a preset': {
    name: 'web.thumbline.json',
    prepare:
      ({ out }) =>
      async () => {
        const voice = { ...silent, paint: (_: string, text: string) => text, cwd: out };
        return (await presets(['export', 'web', 'web.thumbline.json'], voice)) === 0;
      },
  },
  'a pasted picture': {
    name: join(pastedFolder, 'Pasted 2026-11-30 00.00.00.png'),
    prepare:
      ({ out, picture }) =>
      async () => {
        const place = () => ({ base: out, now: () => new Date(2026, 10, 30) });
        return (await savePastedInto(place)([picture, picture])).ok;
      },
  },
  'what a server sends': {
    name: '.thumbline-1.part',
    knowsFolder: true,
    prepare({ out }) {
      const folderKey = identityOf(statSync(out, { bigint: true }));
      return async () => {
        const idle = watchIdle(60_000, new AbortController().signal);
        const place = { path: join(out, '.thumbline-1.part'), folderKey };
        const saved = await saveTo(place, 5)(new Response('bytes'), idle);
        idle.close();
        return saved.ok && saved.value.ok;
      };
    },
  },
  'the list beside results': {
    name: manifestName,
    knowsFolder: true,
    prepare({ out }) {
      const path = join(out, 'a.jpg');
      const fingerprint = resultFingerprintOf(statSync(path, { bigint: true }));
      const place = { folder: out, source: 'a.png' };
      const hashes = { contentHash: 'content', recipeHash: 'recipe' };
      const manifests = createManifests();
      return async () => {
        manifests.note(place, { ...hashes, outputs: [{ path, fingerprint }] });
        await manifests.flush();
        return true;
      };
    },
  },
};

/** Mounting one takes root: only in the soak. */
const mounted = 'a FUSE file system';
const disks = [
  'a disk of this computer',
  'a drive that may hang',
  ...(seconds > 0 ? [mounted] : []),
];

const made = makeTempFolder();
let engine: Engine;
let batchId: string;
let picture: Buffer;
beforeAll(async () => {
  const folder = made.path;
  const path = await putPicture(join(folder, 'photos', 'a.png'), { width: 60, height: 40 });
  picture = readFileSync(path);
  engine = openEngine(folder);
  const recipe = Recipe.parse({ outputs: [{ width: 20 }] });
  batchId = (await engine.enqueue({ paths: [path], recipe, origin: 'drop' })).batchId ?? '';
  await engine.settled(batchId);
});
afterAll(async () => {
  await engine.close();
  made.remove();
});

/** Every name that is made, changed or taken away in a folder, until all that has happened is told. */
function watchFolder(folder: string): () => Promise<readonly string[]> {
  const seen: string[] = [];
  const watcher = watch(folder, (_, name) => {
    // What is written to a file without a name is told as `#` and its number; it is in no folder.
    if (!/^#\d+$/.test(name ?? '')) seen.push(name ?? '');
  });
  onTestFinished(() => watcher.close());
  return async () => {
    const told = once(watcher, 'change');
    writeFileSync(join(folder, 'the end'), '');
    await told;
    await vi.waitFor(() => expect(seen).toContain('the end'));
    return seen.filter((name) => name !== 'the end');
  };
}

test.each(disks)(
  'nothing else that is written goes elsewhere while its folder on %s is swapped for a link',
  // A round that has begun is ended, however busy the machine is.
  { timeout: 120_000 + seconds * 5000 },
  async (disk) => {
    process.stdout.write(`THUMBLINE_SEED=${seed}\n`);
    const root = tempFolder();
    const drive = join(root, 'drive');
    if (disk === mounted) await mountHangingDisk(drive, []);
    else mkdirSync(drive);
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(join(elsewhere, pastedFolder), { recursive: true });
    for (const { name } of Object.values(writers)) writeFileSync(join(elsewhere, name), 'theirs');
    const seen = [elsewhere, join(elsewhere, pastedFolder)].map(watchFolder);
    setDiskProgram({ nodePath: process.execPath, entry: built('main/disk-process.js') });
    onTestFinished(useDrives());
    onTestFinished(() => setDiskProgram(null));
    if (disk === 'a drive that may hang') onTestFinished(await mountSlowDrive(drive));
    const swapper = startSwapper(seed);
    const written: Record<string, number> = {};
    const end = performance.now() + seconds * 1000;
    let count = 0;
    for (let round = 0; performance.now() < end || count < 20 || round < 2; round += 1) {
      for (const [what, { knowsFolder = false, prepare }] of Object.entries(writers)) {
        const out = join(drive, `${round} ${basename(what)}`);
        mkdirSync(join(out, pastedFolder), { recursive: true });
        writeFileSync(join(out, 'a.jpg'), 'a result');
        const swaps = [
          [out, elsewhere],
          [join(out, pastedFolder), join(elsewhere, pastedFolder)],
        ] as const;
        const write = prepare({ out, engine, batchId, picture });
        let isWritten = false;
        count += await swapper.while({ swaps, isAtOnce: knowsFolder }, async () => {
          isWritten = await write();
        });
        if (isWritten) written[what] = (written[what] ?? 0) + 1;
      }
    }
    await swapper.close();
    process.stdout.write(`${count} swaps; written: ${JSON.stringify(written)}\n`);
    for (const told of seen) expect(await told()).toEqual([]);
    for (const { name } of Object.values(writers))
      expect(readFileSync(join(elsewhere, name), 'utf8')).toBe('theirs');
  },
);
