// A program that tests start: makes every kind of folder that Thumbline makes below a path, and writes a line for each.
import { join } from 'node:path';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { makeTargetFolder } from '../../src/engine/naming/target-folder.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import { beginRun } from '../../src/cli/runs/runs.ts';
import { openLog } from '../../src/main/log.ts';
import { createFolderStore } from '../../src/service/store/folder-store.ts';
import { openUploadIds } from '../../src/service/uploads/upload-ids.ts';
import { createPreviews } from '../../src/engine/previews/previews.ts';
import { createWorkerPool } from '../../src/engine/worker-pool/create-worker-pool.ts';
import { defaultPreset } from '../../src/shared/task/preset.ts';

const [below = '', source = ''] = process.argv.slice(2);
const launcher = {
  launch: () => {
    throw new Error('no worker is needed here');
  },
};
const previews = createPreviews(createWorkerPool({ launcher, limitMs: 1000 }), join(below, 'a'));
const preview = { sourcePath: source, recipe: defaultPreset.recipe, output: 0 };

const command = { cwd: '/', words: [], paths: [], key: '', temporaryPaths: [], isForgotten: false };
const places: Readonly<Record<string, () => unknown>> = {
  results: async () => {
    const made = await makeTargetFolder({ base: below, folders: ['b'], fileName: 'c.jpg' });
    if (!made.ok) throw new Error(made.problem.code);
  },
  history: () => openHistory(join(below, 'a', 'history.db')),
  trash: () => createFreedesktopTrash(join(below, 'Trash')).put(source),
  previews: async () => {
    const made = await previews.preview('a', preview);
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
  },
  run: () => beginRun(join(below, 'runs'), command, []),
  store: () => createFolderStore(join(below, 'store')).check(),
  secret: () => openUploadIds(join(below, 'data', 'secret')),
  // It never throws: its line then goes to standard error.
  log: () => openLog(join(below, 'logs'))('test', 'a line'),
};
for (const [name, make] of Object.entries(places)) {
  const word = await (async () => make())().then(
    () => 'ended',
    () => 'refused',
  );
  process.stdout.write(`${name}: ${word}\n`);
}
