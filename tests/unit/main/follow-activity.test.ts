import { describe, expect, it } from 'vitest';
import { finishedWords, followActivity } from '../../../src/main/activity/follow-activity.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import { nothingLeftOut } from '../../../src/shared/task/batch.ts';
import type { Change } from '../../../src/shared/task/change.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { emptyTally, type Tally } from '../../../src/shared/task/tally.ts';

const facts = { batchId: 'b', number: 1, position: 0, sourcePath: '/a.jpg', sizeBytes: 1 };
const queued = (id: string): Change => ({
  kind: 'task',
  number: 1,
  task: { ...facts, id, attempts: 0, queuedAt: 0, status: 'queued' },
});
const ended = { attempts: 1, queuedAt: 0, finishedAt: 1, durationMs: 1 };
const failed = (id: string): Change => ({
  kind: 'task',
  number: 2,
  task: { ...facts, ...ended, id, status: 'failed', failure: failure('internal') },
});
const cancelled = (id: string): Change => ({
  kind: 'task',
  number: 2,
  task: { ...facts, ...ended, id, status: 'cancelled', attempts: 0 },
});

function following(unfinished: string[] = []) {
  const progress: (number | null)[] = [];
  const finished: Tally[] = [];
  const batches: [string, string | null][] = [];
  const activity = followActivity(
    {
      onProgress: (fraction) => progress.push(fraction),
      onFinished: (batch) => {
        finished.push(batch.ended);
        batches.push([batch.id, batch.resultPath]);
      },
    },
    unfinished.map((id) => [id, facts.batchId] as const),
  );
  return { activity, progress, finished, batches };
}

describe('what the desktop hears of the queue', () => {
  it('is how much of a run is done, and its end once', () => {
    const { activity, progress, finished } = following();
    activity.update([queued('a'), queued('b')]);
    activity.update([failed('a')]);
    activity.update([cancelled('b')]);
    activity.update([]);
    expect(progress).toEqual([0, 0.5, null, null]);
    expect(finished).toEqual([{ ...emptyTally, failed: 1, cancelled: 1 }]);
  });

  it('counts what was found unchanged without a try, and no results of earlier runs', () => {
    const { activity, finished } = following();
    const skipped = (id: string, reason: 'unchanged' | 'own-result'): Change => ({
      kind: 'task',
      number: 2,
      task: { ...facts, ...ended, id, status: 'skipped', attempts: 0, reason },
    });
    activity.update([skipped('a', 'unchanged'), skipped('b', 'own-result')]);
    expect(finished).toEqual([{ ...emptyTally, skipped: 1 }]);
  });

  it('goes on from what an earlier start left', () => {
    const { activity, progress, finished } = following(['a', 'b']);
    activity.update([failed('a')]);
    activity.update([{ kind: 'removed', number: 3, taskIds: ['b'] }]);
    expect(progress).toEqual([0.5, null]);
    expect(finished).toHaveLength(1);
  });
});

describe('a batch', () => {
  const succeeded = (id: string, batchId: string): Change => ({
    kind: 'task',
    number: 2,
    task: {
      ...facts,
      ...ended,
      id,
      batchId,
      status: 'succeeded',
      source: { width: 1, height: 1, format: 'jpeg' },
      notes: [],
      outputs: [
        { name: 'a', path: `/out/${id}.jpg`, width: 1, height: 1, format: 'jpeg', sizeBytes: 1 },
      ],
    },
  });
  const waiting = (id: string, batchId: string): Change => {
    const change = queued(id);
    return change.kind === 'task' ? { ...change, task: { ...change.task, batchId } } : change;
  };

  it('is told of by itself, with one of its results, while another one goes on', () => {
    const { activity, batches, progress } = following();
    activity.update([waiting('a', 'first'), waiting('b', 'second'), waiting('c', 'first')]);
    activity.update([succeeded('a', 'first')]);
    expect(batches).toEqual([]);
    activity.update([succeeded('c', 'first')]);
    expect(batches).toEqual([['first', '/out/a.jpg']]);
    activity.update([succeeded('b', 'second'), succeeded('x', 'third')]);
    expect(batches.slice(1)).toEqual([
      ['second', '/out/b.jpg'],
      ['third', '/out/x.jpg'],
    ]);
    expect(progress).toEqual([0, 1 / 3, 2 / 3, null]);
  });

  it('is not over while its folder is looked through', () => {
    const { activity, batches } = following();
    const walking = (isWalking: boolean): Change => ({
      kind: 'batch',
      number: 3,
      batch: {
        id: 'b',
        number: 3,
        title: 'b',
        origin: 'drop',
        createdAt: 0,
        isWalking,
        undoneAt: null,
        leftOut: nothingLeftOut,
        recipe: defaultSettings.recipe,
      },
    });
    activity.update([walking(true), queued('a')]);
    activity.update([failed('a')]);
    expect(batches).toEqual([]);
    activity.update([walking(false)]);
    expect(batches).toEqual([['b', null]]);
  });
});

describe('the words at the end of a run', () => {
  it('count what happened', () => {
    expect(finishedWords({ ...emptyTally, succeeded: 1234, skipped: 2, failed: 1 })).toEqual({
      title: 'Finished, with failures',
      body: '1,234 pictures done, 2 skipped, 1 failed.',
    });
  });

  it('are not said when everything was cancelled', () => {
    expect(finishedWords({ ...emptyTally, cancelled: 9 })).toBeNull();
    expect(finishedWords({ ...emptyTally, failed: 2, cancelled: 1 })).toEqual({
      title: 'Finished, with failures',
      body: '0 pictures done, 1 cancelled, 2 failed.',
    });
    expect(finishedWords({ ...emptyTally, skipped: 2 })?.title).toBe('There was nothing to do');
  });
});
