import { expect, onTestFinished, test, vi } from 'vitest';
import { showFilesToMain, shownToMain } from '../../../src/preload/given-files.ts';

/** Drops so many files; answers with how many of them main is asked about. */
async function drop(count: number): Promise<number> {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  onTestFinished(() => void vi.unstubAllGlobals());
  showFilesToMain();
  let asked = 0;
  const queryPermission = () => {
    asked += 1;
    return Promise.resolve('denied');
  };
  const item = { kind: 'file', getAsFileSystemHandle: () => Promise.resolve({ queryPermission }) };
  const items = Array.from({ length: count }, () => item);
  window.dispatchEvent(Object.assign(new Event('drop'), { dataTransfer: { items } }));
  await shownToMain();
  return asked;
}

test('main is shown each file of a drop, but for so many that it would take minutes: then it asks', async () => {
  expect(await drop(3)).toBe(3);
  expect(await drop(10_001)).toBe(0);
});
