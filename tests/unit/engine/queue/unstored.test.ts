import { readdirSync } from 'node:fs';
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
