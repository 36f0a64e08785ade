import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { lookAtRunMemory, openRunMemory } from '../../../src/cli/runs/run-memory.ts';
import { openHistory } from '../../../src/engine/index.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const thread = join(import.meta.dirname, '../../../src/engine/history/history-thread.ts');

afterEach(() => vi.unstubAllEnvs());

function open() {
  vi.stubEnv('XDG_DATA_HOME', tempFolder());
  vi.stubEnv('LOCALAPPDATA', tempFolder());
  vi.stubEnv('HOME', tempFolder());
  const run = openRunMemory(thread, { onAnew: () => undefined, onLost: () => undefined });
  if (run === null) throw new Error('no memory');
  const history = openHistory(':memory:');
  const close = () => {
    run.close();
    history.close();
  };
  return { run, history: run.gatheredBy(history), close };
}

const note = (name: string) => [{ path: join('/results', name), fingerprint: `of ${name}` }];

/** As another run would find it. */
function found(name: string): string | null {
  const { memory, close } = lookAtRunMemory();
  const fingerprint = memory.writtenFingerprint(join('/results', name));
  close();
  return fingerprint;
}

test('remembers what is told in a transaction of the run’s history with that transaction', () => {
  const { run, history, close } = open();
  history.together(() => {
    run.memory.noteWritten(note('a.jpg'));
    run.memory.noteWritten(note('b.jpg'));
    expect(found('a.jpg')).toBe(null);
  });
  expect([found('a.jpg'), found('b.jpg')]).toEqual(['of a.jpg', 'of b.jpg']);
  run.memory.noteWritten(note('c.jpg'));
  expect(found('c.jpg')).toBe('of c.jpg');
  close();
});

test('remembers nothing of a transaction that failed, and all of the next', () => {
  const { run, history, close } = open();
  const fails = () =>
    history.together(() => {
      run.memory.noteWritten(note('a.jpg'));
      throw new Error('the disk is full');
    });
  expect(fails).toThrow('the disk is full');
  history.together(() => run.memory.noteWritten(note('b.jpg')));
  expect([found('a.jpg'), found('b.jpg')]).toEqual([null, 'of b.jpg']);
  close();
});
