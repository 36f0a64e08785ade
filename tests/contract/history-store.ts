import { expect, onTestFinished, test } from 'vitest';
import type { HistoryStore } from '../../src/engine/ports.ts';
import {
  asCancelled,
  asFailed,
  asQueued,
  asRunning,
  asSkipped,
  asMade,
} from '../../src/engine/ledger/transitions.ts';
import { failure } from '../../src/shared/task/failure.ts';
import type { Attempt, Task } from '../../src/shared/task/task.ts';
import { fill, sampleBatch, sampleOutput, sampleTask } from '../support/sample-tasks.ts';

const isUsed = () => false;
const ending = { finishedAt: 5000, durationMs: 12.5 };
const source = { format: 'jpeg', width: 4000, height: 3000 };
const open: Attempt = {
  attempt: 1,
  startedAt: 2000,
  finishedAt: null,
  endedAs: null,
  log: null,
};

/** What every history store promises, wherever it keeps things. */
export function historyStoreContract(create: () => HistoryStore): void {
  const setUp = () => {
    const history = create();
    onTestFinished(() => history.close());
    return history;
  };
  const search = (history: HistoryStore, text: string) =>
    history.search({ text, before: null, limit: 100 });

  test('a new history has nothing in it', () => {
    const history = setUp();
    expect([history.lastNumber, history.lastPosition]).toEqual([0, 0]);
    expect(history.unfinishedBatches()).toEqual([]);
    expect(search(history, '').total).toBe(0);
  });

  test('tasks and batches come back as they were stored', () => {
    const history = setUp();
    const stored = [sampleTask(1), { ...sampleTask(2), root: null, priority: 10 }];
    fill(history, stored);
    expect(history.tasksOf('batch-1', { after: -1, limit: 1000 })).toEqual(stored);
    expect(history.find('task-2')).toEqual(stored[1]);
    expect(history.findBatch('batch-1')).toEqual(sampleBatch());
  });

  test('who sent a task stays with it, and what is unfinished can be asked for', () => {
    const history = setUp();
    const sent = { ...sampleTask(1), submitter: 'anna', priority: -3 };
    const ended = { ...sampleTask(2), submitter: 'ben' };
    fill(history, [sent, ended, sampleTask(3)]);
    history.saveTasks([asCancelled(ended.task, ending)]);
    expect(history.find('task-1')).toEqual(sent);
    expect(history.unfinishedTasks()).toEqual([
      { taskId: 'task-1', submitter: 'anna', priority: -3 },
      { taskId: 'task-3', submitter: null, priority: 0 },
    ]);
  });

  test('moved tasks are as if each had been changed by itself, and others stay', () => {
    const history = setUp();
    const stored = [1, 2, 3, 4, 5, 6].map((position) => sampleTask(position));
    fill(history, stored);
    const [first, second, third, fourth, fifth, sixth] = stored.map(({ task }) => task);
    if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('six tasks');
    const partly = { outputs: [{ ...sampleOutput, path: '/p/\ud800.jpg' }], failedOutputs: ['b'] };
    const failed = {
      ...asFailed(asRunning(second, 2000), ending, failure('timed-out', '60 seconds')),
      partly,
    };
    const made = asMade(asRunning(third, 2000), ending, {
      source,
      outputs: [sampleOutput],
      notes: [],
    });
    const skipped = asSkipped(fourth, ending, 'output-exists');
    const waiting = asQueued(failed, 3000);
    history.saveTasks([failed, made, skipped, asCancelled(fifth, ending), asRunning(sixth, 2000)]);
    const taskIds = [...stored.map(({ task }) => task.id), 'nobody'].toReversed();

    const queued = history.moveTasks({ taskIds, to: 'queued', at: 3000, firstNumber: 100 });
    expect(queued.map(({ task }) => task)).toEqual([
      { ...asQueued(asCancelled(fifth, ending), 3000), number: 102 },
      { ...asQueued(skipped, 3000), number: 103 },
      { ...waiting, number: 105 },
    ]);
    const cancelled = history.moveTasks({ taskIds, to: 'cancelled', at: 4000, firstNumber: 200 });
    const late = { finishedAt: 4000, durationMs: null };
    expect(cancelled.map(({ task }) => task)).toEqual([
      { ...asCancelled(asQueued(fifth, 3000), late), number: 202 },
      { ...asCancelled(asQueued(fourth, 3000), late), number: 203 },
      { ...asCancelled(waiting, late), number: 205 },
      { ...asCancelled(first, late), number: 206 },
    ]);
    expect(cancelled.map(({ task }) => history.find(task.id))).toEqual(cancelled);
    expect(history.find(made.id)?.task).toEqual(made);
    expect(history.find(sixth.id)?.task.status).toBe('running');
    expect(history.lastNumber).toBe(206);
  });

  test('every ending of a task comes back whole', () => {
    const history = setUp();
    const tasks = [1, 2, 3, 4, 5].map((position) => sampleTask(position));
    fill(history, tasks);
    const running = tasks.map(({ task }) => asRunning(task, 2000));
    const [first, second, third, fourth, fifth] = running;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five tasks');
    const ended = [
      asMade(first, ending, { source, outputs: [sampleOutput], notes: ['damaged'] }),
      asFailed(second, ending, failure('timed-out', '60 seconds')),
      asCancelled(third, ending),
      asSkipped(fourth, ending, 'output-exists'),
      fifth,
    ];
    history.saveTasks(ended);
    expect(history.tasksOf('batch-1', { after: -1, limit: 1000 }).map(({ task }) => task)).toEqual(
      ended,
    );
  });

  test('a task that waits again has forgotten its ending', () => {
    const history = setUp();
    fill(history, [sampleTask(1)]);
    const failed = asFailed(sampleTask(1).task, ending, failure('disk-full'));
    history.saveTasks([failed]);
    history.saveTasks([asQueued(failed, 9000)]);
    expect(history.find('task-1')?.task).toEqual({ ...sampleTask(1).task, queuedAt: 9000 });
  });

  test('what an earlier attempt left stays known while the task waits, runs or is cancelled', () => {
    const history = setUp();
    fill(history, [sampleTask(1)]);
    const faults = [{ name: 'large', failure: failure('disk-full') }];
    const fingerprints = { source: '1:2:3:4', outputs: ['5:6'] };
    const made = { source, outputs: [sampleOutput], notes: [], faults, fingerprints };
    const failed = asMade(asRunning(sampleTask(1).task, 2000), ending, made);
    const waiting = asQueued(failed, 9000);
    const partly = { outputs: [sampleOutput], failedOutputs: ['large'], fingerprints };
    for (const task of [failed, waiting, asRunning(waiting, 9001), asCancelled(waiting, ending)]) {
      history.saveTasks([task]);
      expect(history.find('task-1')?.task).toEqual(task);
      expect(task).toMatchObject({ partly });
    }
  });

  test('names the walked batches that were not undone, in the order of their tasks, newest first', () => {
    const history = setUp();
    for (const [id, change] of [
      ['old', { createdAt: 9000 }],
      ['undone', { undoneAt: 2000 }],
      ['walking', { isWalking: true }],
      ['waiting', {}],
      ['new', { createdAt: 1000 }],
    ] as const) {
      history.addBatch(sampleBatch({ id, ...change }));
      history.saveBatch(sampleBatch({ id, ...change }).batch);
    }
    const batchIds = ['old', 'undone', 'walking', 'waiting', 'waiting', 'new'];
    const tasks = batchIds.map((batchId, position) => sampleTask(position + 1, { batchId }));
    history.addTasks(tasks);
    const settled = tasks.filter(({ task }) => task.id !== 'task-5');
    history.saveTasks(settled.map(({ task }) => asCancelled(task, ending)));
    expect(history.undoableBatches()).toEqual(['new', 'waiting', 'old']);
  });

  test('a path that is not UTF-8 comes back byte for byte', () => {
    const history = setUp();
    const sourcePath = '/photos/caf\udce9/\udcff.jpg';
    fill(history, [{ ...sampleTask(1, { sourcePath }), root: '/photos/caf\udce9' }]);
    const found = history.find('task-1');
    expect([found?.task.sourcePath, found?.root]).toEqual([sourcePath, '/photos/caf\udce9']);
  });

  test('an output whose path is not UTF-8 comes back too', () => {
    const history = setUp();
    fill(history, [sampleTask(1)]);
    const outputs = [{ ...sampleOutput, path: '/out/caf\udce9.jpg' }];
    const task = asRunning(sampleTask(1).task, 2000);
    history.saveTasks([asMade(task, ending, { source, outputs, notes: [] })]);
    expect(history.find('task-1')?.task).toMatchObject({ outputs });
  });

  test('a batch is unfinished while it walks or a task of it waits or runs', () => {
    const history = setUp();
    for (const [index, id] of ['walking', 'waiting', 'running', 'done'].entries()) {
      history.addBatch(sampleBatch({ id, createdAt: index, isWalking: id === 'walking' }));
      const stored = sampleTask(index + 1, { batchId: id });
      history.addTasks([stored]);
      if (id === 'running') history.saveTasks([asRunning(stored.task, 2000)]);
      if (id === 'done' || id === 'walking') history.saveTasks([asCancelled(stored.task, ending)]);
    }
    expect(history.unfinishedBatches().map(({ batch }) => batch.id)).toEqual([
      'walking',
      'waiting',
      'running',
    ]);
    history.saveBatch(sampleBatch({ id: 'walking', isWalking: false }).batch);
    expect(history.unfinishedBatches().map(({ batch }) => batch.id)).toEqual([
      'waiting',
      'running',
    ]);
  });

  test('attempts are listed in order with how they ended', () => {
    const history = setUp();
    fill(history, [sampleTask(1)]);
    const ended = { finishedAt: 3000, endedAs: 'worker-crashed', log: 'SIGSEGV' };
    const first = { ...open, ...ended, worker: 'process 4711' };
    const running = asRunning(sampleTask(1).task, open.startedAt);
    history.saveTasks([running], [{ taskId: running.id, attempt: open }]);
    history.saveTasks([asQueued(running, 3000)], [{ taskId: running.id, attempt: first }]);
    history.saveTasks(
      [asRunning(running, 4000)],
      [{ taskId: running.id, attempt: { ...open, attempt: 2 } }],
    );
    expect(history.attemptsOf('task-1')).toEqual([first, { ...open, attempt: 2 }]);
  });

  test('an attempt that never ended says what it left and what it was about to put in place', () => {
    const history = setUp();
    fill(history, [sampleTask(1), sampleTask(2)]);
    const made = { source, outputs: [sampleOutput], notes: [], faults: [] };
    for (const place of [1, 2]) {
      const { task } = sampleTask(place);
      const begun = [{ taskId: task.id, attempt: open }];
      history.saveTasks([asRunning(task, open.startedAt)], begun);
    }
    history.noteTemporaryPaths('task-1', 1, [null, '/photos/.a\udce9.part']);
    history.noteMade('task-1', 1, made);
    history.noteTemporaryPaths('task-2', 1, ['/photos/.b.part']);
    history.endAttempt('task-2', { ...open, finishedAt: 3000, endedAs: 'succeeded' });
    expect(history.interruptedAttempts()).toEqual([
      { taskId: 'task-1', attempt: open, temporaryPaths: [null, '/photos/.a\udce9.part'], made },
    ]);
  });

  test('the last number and position stay known when what had them is forgotten', () => {
    const history = setUp();
    fill(history, [sampleTask(7)]);
    history.saveTasks([{ ...asCancelled(sampleTask(7).task, ending), number: 40 }]);
    history.saveNumber(41);
    history.saveNumber(3);
    history.forget(['task-7']);
    expect([history.lastNumber, history.lastPosition]).toEqual([41, 7]);
  });

  test('forgetting by age spares what is newer and what is not settled', () => {
    const history = setUp();
    fill(history, [sampleTask(1), sampleTask(2), sampleTask(3)]);
    history.saveTasks([asCancelled(sampleTask(1).task, ending)]);
    history.saveTasks([asCancelled(sampleTask(2).task, { ...ending, finishedAt: 9000 })]);
    const step = (after: number) =>
      history.forgetSome({ settledBefore: 6000, after, last: 3, limit: 2, isUsed });
    expect([step(-1), step(2)]).toEqual([
      { taskIds: ['task-1'], next: 2 },
      { taskIds: [], next: null },
    ]);
    expect(
      history.tasksOf('batch-1', { after: -1, limit: 1000 }).map(({ task }) => task.id),
    ).toEqual(['task-2', 'task-3']);
  });

  test('only tasks of batches begun before then can have ended before', () => {
    const history = setUp();
    for (const [id, createdAt] of [
      ['first', 1000],
      ['second', 2000],
      ['third', 3000],
    ] as const) {
      history.addBatch(sampleBatch({ id, createdAt }));
    }
    const batchIds = ['first', 'first', 'second', 'second', 'third'];
    history.addTasks(batchIds.map((batchId, index) => sampleTask(index + 7, { batchId })));
    expect([1000, 2000, 2001, 9000].map((time) => history.placesBefore(time))).toEqual([
      [0, -1],
      [7, 8],
      [7, 10],
      [7, 11],
    ]);
  });

  test('forgetting by age goes no further than it is told', () => {
    const history = setUp();
    fill(history, [sampleTask(1), sampleTask(2), sampleTask(3)]);
    history.saveTasks([1, 2, 3].map((at) => asCancelled(sampleTask(at).task, ending)));
    const step = { settledBefore: 6000, after: -1, last: 2, limit: 10, isUsed };
    expect(history.forgetSome(step)).toEqual({
      taskIds: ['task-1', 'task-2'],
      next: null,
    });
  });

  /** A result of each of these, by one recipe, and the file that it is; answers which of them are known. */
  const rememberAll = (history: HistoryStore, tasks: readonly Task[]) => {
    const fileOf = (task: Task) => ({ path: `${task.sourcePath}.small`, fingerprint: 'f' });
    for (const task of tasks) {
      const known = { recipeHash: 'r', fingerprint: 's', contentHash: null };
      const { sourcePath, position } = task;
      history.memory.remember({ sourcePath, ...known, outputs: [fileOf(task)] }, position);
      history.memory.noteWritten([fileOf(task)], position);
    }
    return () =>
      tasks.map((task) => [
        history.memory.recall(task.sourcePath, 'r')?.fingerprint ?? null,
        history.memory.writtenFingerprint(fileOf(task).path),
      ]);
  };
  const known = ['s', 'f'];
  const forgotten = [null, null];

  test('what was made is forgotten with the task that made it, and not with others of its source', async () => {
    const history = setUp();
    fill(history, [sampleTask(1), sampleTask(2), sampleTask(3)]);
    const [first, second] = [sampleTask(1).task, sampleTask(2).task];
    const results = rememberAll(history, [first, second]);
    history.saveTasks([asCancelled(first, ending)]);
    history.saveTasks([asCancelled(second, { ...ending, finishedAt: 9000 })]);
    history.forgetSome({ settledBefore: 6000, after: -1, last: 3, limit: 10, isUsed });
    expect(results()).toEqual([forgotten, known]);
    await history.forgetUnused(isUsed);
    expect(results()).toEqual([forgotten, known]);
  });

  test('what a later task found unchanged stays until that one is forgotten', () => {
    const history = setUp();
    const [first, second] = [sampleTask(1), sampleTask(2)];
    const { sourcePath } = first.task;
    const later = sampleTask(3, { sourcePath });
    fill(history, [first, second, later]);
    const results = rememberAll(history, [first.task, second.task]);
    history.saveTasks([first, second].map(({ task }) => asCancelled(task, ending)));
    history.saveTasks([asSkipped(later.task, { ...ending, finishedAt: 9000 }, 'unchanged')]);
    const forgetBefore = (settledBefore: number) =>
      history.forgetSome({ settledBefore, after: -1, last: 3, limit: 10, isUsed });
    forgetBefore(6000);
    expect(results()).toEqual([known, forgotten]);
    forgetBefore(9001);
    expect(results()).toEqual([forgotten, forgotten]);
  });

  test('what a removed task made is known until something is cleared, and longer while its source is used', async () => {
    const history = setUp();
    const stored = [sampleTask(1), sampleTask(2)];
    fill(history, stored);
    const results = rememberAll(
      history,
      stored.map(({ task }) => task),
    );
    history.saveTasks(stored.map(({ task }) => asCancelled(task, ending)));
    history.forget(['task-1', 'task-2']);
    expect(results()).toEqual([known, known]);
    await history.forgetUnused((path) => path === stored[1]?.task.sourcePath);
    expect(results()).toEqual([forgotten, known]);
  });

  test('a batch goes with its last task, but not while it walks', () => {
    const history = setUp();
    for (const id of ['walked', 'walking']) {
      history.addBatch(sampleBatch({ id, isWalking: id === 'walking' }));
    }
    const stored = sampleTask(1, { batchId: 'walked' });
    history.addTasks([stored]);
    history.saveTasks(
      [asRunning(stored.task, open.startedAt)],
      [{ taskId: stored.task.id, attempt: open }],
    );
    history.saveTasks([asCancelled(stored.task, ending)]);
    history.forget(['task-1']);
    expect([history.find('task-1'), history.findBatch('walked')]).toEqual([null, null]);
    expect(history.attemptsOf('task-1')).toEqual([]);
    expect(history.findBatch('walking')).not.toBeNull();
  });

  test('where a task has its results is known to the others of its batch, however it is spelled', () => {
    const history = setUp();
    const recipe = { ...sampleBatch().batch.recipe, conflict: 'overwrite' } as const;
    for (const id of ['batch-1', 'batch-2']) history.addBatch(sampleBatch({ id, recipe }));
    history.addTasks([sampleTask(1), sampleTask(2), sampleTask(3)]);
    const path = '/photos/holiday/thumbnails/Caf\u00E9.jpg';
    const twin = '/photos/holiday/thumbnails/CAFE\u0301.JPG';
    const made = { source, outputs: [{ ...sampleOutput, path }], notes: [] };
    const { task } = sampleTask(1);
    history.saveTasks([asMade(asRunning(task, 2000), ending, made)]);
    const asked = () => [
      history.hasOtherResult('batch-1', 'task-1', path),
      history.hasOtherResult('batch-1', 'task-2', path),
      history.hasOtherResult('batch-1', 'task-2', twin),
      history.hasOtherResult('batch-1', 'task-2', sampleOutput.path),
      history.hasOtherResult('batch-2', 'task-2', path),
    ];
    expect(asked()).toEqual([false, true, true, false, false]);
    history.forget(['task-1']);
    expect(asked().slice(1)).toEqual([true, true, false, false]);
  });

  test('a search gives the newest first, page by page, with the batches', () => {
    const history = setUp();
    fill(
      history,
      [1, 2, 3, 4, 5].map((position) => sampleTask(position)),
    );
    const first = history.search({ text: '', before: null, limit: 2 });
    expect(first.tasks.map(({ position }) => position)).toEqual([5, 4]);
    expect([first.total, first.batches.map(({ id }) => id)]).toEqual([5, ['batch-1']]);
    const second = history.search({ text: '', before: 4, limit: 2 });
    expect([second.tasks.map(({ position }) => position), second.total]).toEqual([[3, 2], 5]);
  });

  test.each([
    ['status:failed', [2]],
    ['status:failed,queued', [1, 2]],
    ['status:failed status:waiting', [1, 2]],
    ['-status:failed', [1, 3]],
    ['-lisbon', [2, 3]],
    ['-status:cancelled -name:img*', [2]],
    ['name:img_20*', [1]],
    ['name:*2.png', [2]],
    ['name:20', [1]],
    ['name:IMG?2041*', [1]],
    ['lisbon', [1]],
    ['"in lisbon" 2041', [1]],
    ['lisbon status:failed', []],
    ['format:png', [2]],
    ['format:jpg', [1, 3]],
    ['100%', [3]],
    ['a_b', []],
    [String.raw`\xE9`, [3]],
    ['after:2026-02-01', [2, 3]],
    ['before:2026-02-01', [1]],
    ['after:2026-02 before:2026-02-16', [2]],
    ['-after:2026-02-01', [1]],
    ['size:>1MB', [2]],
    ['size:<=5KB', [1]],
    ['-size:>1MB', [1, 3]],
    ['batch:seven', [3]],
    ['batch:"SEVENTH W\u00D6RTER"', [3]],
    ['-batch:seven', [1, 2]],
    ['preset:"web SET"', [3]],
    ['-preset:web', [1, 2]],
  ])('the search %j finds what it says', (text, positions) => {
    const history = setUp();
    const on = (month: number, day: number) => new Date(2026, month - 1, day, 12).getTime();
    const recipe = { ...sampleBatch().batch.recipe, name: 'Web set' };
    const change = { id: 'batch-7', title: 'Seventh w\u00F6rter', recipe };
    history.addBatch(sampleBatch(change));
    const [first, second, third] = [
      sampleTask(1, { sourcePath: '/p/Day in Lisbon/IMG_2041.jpg', queuedAt: on(1, 31) }),
      sampleTask(2, { sourcePath: '/p/scan 2.png', queuedAt: on(2, 15), sizeBytes: 1_000_001 }),
      sampleTask(3, {
        sourcePath: '/p/100%/a-b \udce9.jpeg',
        queuedAt: on(2, 16),
        batchId: 'batch-7',
        sizeBytes: null,
      }),
    ] as const;
    fill(history, [first, second, third]);
    history.saveTasks([asFailed(second.task, ending, failure('disk-full'))]);
    history.saveTasks([asCancelled(third.task, ending)]);
    const found = search(history, text);
    expect(found.tasks.map(({ position }) => position).toReversed()).toEqual(positions);
    expect([found.total, found.unknownWords, found.hint]).toEqual([positions.length, [], null]);
  });

  test.each([
    ['W\u00D6RTERN', 'w\u00F6rtern.jpg'],
    ['w\u00F6rtern', 'Wo\u0308rtern.jpg'],
    ['STRASSE', 'stra\u00DFe.jpg'],
    ['\u041F\u0420\u0418\u0412\u0415\u0422', '\u043F\u0440\u0438\u0432\u0435\u0442.jpg'],
    ['\u03BF\u03B4\u03BF\u03C3', '\u039F\u0394\u039F\u03A3.jpg'],
    ['\u039F\u0394\u039F\u03A3', '\u03BF\u03B4\u03BF\u03C3\u03B9.jpg'],
    ['istanbul', '\u0130stanbul.jpg'],
    ['DIYARBAKIR', 'd\u0131yarbak\u0131r.jpg'],
    ['scan', '\uFF33\uFF43\uFF41\uFF4E.jpg'],
    ['name:w?rtern*', 'W\u00D6RTERN.JPG'],
  ])('%j finds %j: case and spelling do not matter, in any script', (text, name) => {
    const history = setUp();
    fill(history, [sampleTask(1, { sourcePath: `/p/${name}` }), sampleTask(2)]);
    const inFolder = sampleTask(3, { sourcePath: `/p/${name}/x.png` });
    history.addTasks([inFolder]);
    const positions = (words: string) => search(history, words).tasks.map((task) => task.position);
    const isName = text.startsWith('name:');
    expect(positions(text)).toEqual(isName ? [1] : [3, 1]);
    expect(positions(`-${text}`)).toEqual(isName ? [3, 2] : [2]);
  });

  test('what the decoder saw counts for a search, not the name', () => {
    const history = setUp();
    fill(history, [sampleTask(1, { sourcePath: '/p/really-a-png.jpg' })]);
    const task = asRunning(sampleTask(1).task, 2000);
    const made = { source: { ...source, format: 'png' }, outputs: [], notes: [] };
    history.saveTasks([asMade(task, ending, made)]);
    expect([search(history, 'format:png').total, search(history, 'format:jpeg').total]).toEqual([
      1, 0,
    ]);
  });

  test.each(['colour:red', 'status:purple', 'after:soon', 'size:big', 'name:'])(
    'the search %s finds nothing rather than everything, and says why',
    (word) => {
      const history = setUp();
      fill(history, [sampleTask(1)]);
      const found = search(history, `IMG ${word}`);
      expect([found.total, found.tasks, found.batches]).toEqual([0, [], []]);
      expect(found.unknownWords).toEqual([word]);
      expect(found.hint).toMatch(/^“[^”]+” .*\.$/);
    },
  );
}
