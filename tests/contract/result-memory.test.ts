import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { join } from 'node:path';

const hash = 'a'.repeat(64);
const result = {
  sourcePath: '/p/\udce9.jpg',
  recipeHash: 'r1',
  stamp: '1:2:3:4',
  contentHash: hash,
  outputs: [{ path: '/p/thumbnails/\udce9.jpg', stamp: '9:9' }],
};

function setUp() {
  const path = join(tempFolder(), 'history.db');
  const open = () => {
    const history = openHistory(path);
    onTestFinished(() => history.close());
    return history;
  };
  return { open };
}

test('a result is known again after a restart, whatever bytes its path has', () => {
  const { open } = setUp();
  const first = open();
  first.memory.remember(result);
  first.close();
  const { memory } = open();
  expect(memory.recall(result.sourcePath, 'r1')).toEqual(result);
  expect(memory.recall(result.sourcePath, 'r2')).toBe(null);
  expect(memory.outputsOf(result.sourcePath)).toEqual(result.outputs);
});

test('a newer result takes the place of the older one', () => {
  const { memory } = setUp().open();
  memory.remember(result);
  memory.remember({ ...result, stamp: 'new' });
  expect(memory.recall(result.sourcePath, 'r1')?.stamp).toBe('new');
});

test('a focal point stays until it is taken back', () => {
  const { memory } = setUp().open();
  expect([memory.hasFocalPoints, memory.focalPoint(hash)]).toEqual([false, null]);
  memory.saveFocalPoint(hash, { x: 0.25, y: 1 });
  expect([memory.hasFocalPoints, memory.focalPoint(hash)]).toEqual([true, { x: 0.25, y: 1 }]);
  memory.saveFocalPoint(hash, null);
  expect(memory.focalPoint(hash)).toBe(null);
});
