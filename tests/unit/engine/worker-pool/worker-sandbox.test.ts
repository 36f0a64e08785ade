import { expect, test } from 'vitest';
import { createWorkerSandbox } from '../../../../src/engine/worker-pool/sandbox/worker-sandbox.ts';

const wrapped = (wrapper: string) =>
  createWorkerSandbox({
    first: () => ['strictest'],
    working: () => [wrapper],
  });

test('nothing is tried while workers speak', () => {
  const sandbox = wrapped('weaker');
  const start = sandbox.start('node');
  expect(start.program).toBe('strictest');
  sandbox.prove();
  expect(sandbox.tryOut(start)).toBe(false);
  expect(sandbox.giveUp()).toBe(false);
  expect(sandbox.start('node')).toEqual(start);
});

test('two that start at once and never speak cost no rights where a weaker wrapper works', () => {
  const sandbox = wrapped('weaker');
  const starts = [sandbox.start('node'), sandbox.start('node')];
  for (const start of starts) expect(sandbox.tryOut(start)).toBe(true);
  expect(sandbox.start('node').program).toBe('weaker');
  sandbox.prove();
  expect(sandbox.giveUp()).toBe(false);
});

test('all rights are the last resort', () => {
  const sandbox = wrapped('strictest');
  expect(sandbox.tryOut(sandbox.start('node'))).toBe(false);
  expect(sandbox.giveUp()).toBe(true);
  expect(sandbox.start('node')).toMatchObject({ program: 'node', words: [] });
});
