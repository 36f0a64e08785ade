import fs, { mkdirSync, renameSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { startEngine } from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Folders that are flushed from now on by calls that block, in order. */
function noteFlushes(): string[] {
  const flushed: string[] = [];
  const opened = new Map<number, string>();
  const realOpen = fs.openSync;
  const open = vi.spyOn(fs, 'openSync').mockImplementation((path, ...more) => {
    const file = realOpen(path, ...more);
    opened.set(file, String(path));
    return file;
  });
  const flush = vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
    flushed.push(opened.get(file) ?? '');
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    open.mockRestore();
    flush.mockRestore();
    syncBuiltinESMExports();
  });
  return flushed;
}

test('a result that a start finds in place is called done once its folders are flushed', async () => {
  const first = startEngine();
  const batchId = await first.enqueue(first.addFiles('a.jpg'));
  await (await first.pool.attempt(0)).beginToWrite();
  const [task] = first.tasks();
  const out = join(first.folder, 'thumbnails');
  const path = join(out, 'a.jpg');
  const [written = ''] = fs.readdirSync(out);
  const history = openHistory(join(first.folder, 'history.db'));
  const output = { name: 'thumbnail', path, width: 100, height: 75, format: 'jpeg' } as const;
  const source = { format: 'jpeg', width: 400, height: 300 };
  history.noteMade(task?.id ?? '', 1, {
    source,
    outputs: [{ ...output, sizeBytes: 5 }],
    notes: [],
  });
  history.close();
  const historyPath = join(first.folder, 'crashed.db');
  fs.copyFileSync(join(first.folder, 'history.db'), historyPath);
  renameSync(join(out, written), path);

  const flushed = noteFlushes();
  const second = startEngine({ folder: first.folder, historyPath });
  await second.engine.settled(batchId);
  expect(second.statuses()).toEqual(['succeeded']);
  expect(flushed.slice(0, 2)).toEqual([out, first.folder]);
});

test('a new history is opened once the folders above it are flushed', () => {
  const folder = tempFolder();
  const flushed = noteFlushes();
  const upkeep = { thread: 'nobody asks for it', onNotice: () => undefined };
  openHistory(join(folder, 'new', 'history.db'), upkeep).close();
  expect(flushed[0]).toBe(folder);
  mkdirSync(join(folder, 'old'));
  openHistory(join(folder, 'old', 'history.db')).close();
  const before = flushed.length;
  openHistory(join(folder, 'old', 'history.db'), upkeep).close();
  // One that is there was flushed when it was made.
  expect(flushed).toHaveLength(before);
});
