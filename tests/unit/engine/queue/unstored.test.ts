import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startEngine } from '../../../support/start-engine.ts';

/** What an attempt has to store, and which change of the database that is. */
const steps: Readonly<Record<string, string>> = {
  'that it begins': 'INSERT ON attempts',
  'what it made': 'UPDATE OF made ON attempts WHEN NEW.made IS NOT NULL',
  'that it is done': "UPDATE ON tasks WHEN NEW.status = 'succeeded'",
};

/** Has the history refuse this change; answers with how to allow it again. */
function refuse(folder: string, change: string): () => void {
  const intruder = new DatabaseSync(join(folder, 'history.db'));
  const [event = '', condition] = change.split(' WHEN ');
  const when = condition === undefined ? '' : `WHEN ${condition}`;
  intruder.exec(
    `CREATE TRIGGER refusal BEFORE ${event} ${when} BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  return () => {
    intruder.exec('DROP TRIGGER refusal');
    intruder.close();
  };
}

/** Two pictures that wait, and a history that will refuse a step of theirs. */
async function stoppedAt(change: string) {
  const started = startEngine();
  const { engine, pool, folder, addFiles, enqueue, bugs } = started;
  engine.pause();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  const allow = refuse(folder, change);
  pool.finishEverything();
  engine.resume();
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  expect(bugs).toHaveLength(1);
  return { ...started, batchId, allow };
}

const namesIn = (folder: string) => readdirSync(join(folder, 'thumbnails')).sort();

test.each(Object.entries(steps))(
  'when an attempt cannot store %s, the queue pauses with one notice, and Resume makes everything once',
  async (_, change) => {
    const { engine, batchId, folder, tasks, bugs, allow } = await stoppedAt(change);
    allow();
    engine.resume();
    await engine.settled(batchId);
    expect(tasks()).toMatchObject([
      { status: 'succeeded', attempts: 1 },
      { status: 'succeeded', attempts: 1 },
    ]);
    expect(namesIn(folder)).toEqual(['a.jpg', 'b.jpg']);
    expect([bugs.length, engine.snapshot().queue.isPaused]).toEqual([1, false]);
  },
);

/** How many descriptors this process has of a folder, where the system tells. */
function holdsOf(folder: string): number {
  const own = '/proc/self/fd';
  const descriptors = existsSync(own) ? readdirSync(own) : [];
  return descriptors.filter((name) => {
    try {
      return readlinkSync(join(own, name)) === folder;
    } catch {
      // The one that listed them.
      return false;
    }
  }).length;
}

test.each(Object.entries(steps))(
  'the folder of results is let go of when it cannot be stored %s',
  async (_, change) => {
    const { engine, folder, pool, addFiles, enqueue } = startEngine();
    pool.finishEverything();
    await engine.settled(await enqueue(addFiles('first.jpg')));
    const allow = refuse(folder, change);
    await enqueue(addFiles('a.jpg'));
    await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
    await expect.poll(() => holdsOf(join(folder, 'thumbnails'))).toBe(0);
    allow();
  },
);

test.each(Object.entries(steps))(
  'Resume pauses again, with one more notice, while it still cannot store %s',
  async (_, change) => {
    const { engine, batchId, statuses, bugs, allow } = await stoppedAt(change);
    engine.resume();
    await expect.poll(() => [bugs.length, engine.snapshot().queue.isPaused]).toEqual([2, true]);
    allow();
    engine.resume();
    await engine.settled(batchId);
    expect(statuses()).toEqual(['succeeded', 'succeeded']);
  },
);

test.each(Object.entries(steps))(
  'what could not store %s is made once after a restart, too',
  async (_, change) => {
    const first = await stoppedAt(change);
    await first.engine.close();
    first.allow();
    const second = startEngine({ folder: first.folder });
    second.pool.finishEverything();
    await second.engine.settled(first.batchId);
    expect(second.statuses()).toEqual(['succeeded', 'succeeded']);
    expect(namesIn(first.folder)).toEqual(['a.jpg', 'b.jpg']);
  },
);

test('a result whose name was taken in the last moment is known by its own after a crash', async () => {
  const first = startEngine();
  const batchId = await first.enqueue(first.addFiles('a.jpg'));
  const attempt = await first.pool.attempt(0);
  await attempt.beginToWrite();
  const results = join(first.folder, 'thumbnails');
  writeFileSync(join(results, 'a.jpg'), 'theirs');
  const allow = refuse(first.folder, steps['that it is done'] ?? '');
  const output = { width: 100, height: 75, format: 'jpeg' as const, sizeBytes: 5 };
  const source = { format: 'jpeg', width: 400, height: 300 };
  attempt.end({ kind: 'succeeded', source, outputs: [output], notes: [], faults: [] });
  await expect.poll(() => first.bugs.length).toBe(1);
  await first.engine.close();
  allow();

  const second = startEngine({ folder: first.folder });
  await second.engine.settled(batchId);
  expect(second.tasks()).toMatchObject([
    { status: 'succeeded', attempts: 1, outputs: [{ path: join(results, 'a (2).jpg') }] },
  ]);
  const texts = readdirSync(results).map((name) => [
    name,
    readFileSync(join(results, name), 'utf8'),
  ]);
  expect(Object.fromEntries(texts)).toEqual({ 'a.jpg': 'theirs', 'a (2).jpg': 'a pic' });
  expect(second.pool.attempts).toEqual([]);
});

test('an original comes back when it cannot be noted where it went, and is replaced after Resume', async () => {
  const { engine, pool, folder, addFiles, enqueue, statuses, bugs } = startEngine();
  pool.finishEverything();
  engine.pause();
  const batchId = await enqueue(addFiles('a.jpg'), {
    destination: { kind: 'beside', folderName: '' },
    conflict: 'overwrite',
    replacesSource: true,
  });
  const allow = refuse(folder, 'INSERT ON replaced_files WHEN NEW.trashed_path IS NOT NULL');
  engine.resume();
  await expect.poll(() => bugs.length).toBe(1);
  expect(readFileSync(join(folder, 'a.jpg'), 'utf8')).toBe('a.jpg');
  allow();
  engine.resume();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded']);
  expect(readFileSync(join(folder, 'a.jpg'), 'utf8')).toBe('a picture');
  expect(readFileSync(join(folder, 'Trash', 'files', 'a.jpg'), 'utf8')).toBe('a.jpg');
});

test('a walk whose finds cannot be stored pauses the queue, and Resume walks on', async () => {
  const { engine, folder, walker, pool, addFiles, enqueue, tasks, bugs } = startEngine();
  pool.finishEverything();
  const paths = addFiles('photos/a.jpg', 'photos/b.jpg', 'photos/c.jpg');
  const batchId = await enqueue([join(folder, 'photos')]);
  const walk = await walker.nextWalk(0);
  walk.find(paths.slice(0, 1));
  const allow = refuse(folder, 'INSERT ON tasks');
  walk.find(paths.slice(1));
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  expect([bugs.length, walk.signal.aborted]).toEqual([1, true]);
  allow();
  engine.resume();
  const again = await walker.nextWalk(1);
  again.find(paths);
  again.end();
  await engine.settled(batchId);
  expect(tasks().map(({ sourcePath, status }) => [sourcePath, status])).toEqual(
    paths.map((path) => [path, 'succeeded']),
  );
});
