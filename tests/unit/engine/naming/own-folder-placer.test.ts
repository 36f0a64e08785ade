import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOwnFolderPlacer } from '../../../../src/engine/naming/own-folder-placer.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = () => {
  const own = join(tempFolder(), 'task');
  mkdirSync(own);
  return own;
};
const placer = createOwnFolderPlacer(() => Promise.resolve());

function outputIn(own: string, name: string) {
  const temporaryPath = join(own, `.${name}.part`);
  const finalPath = join(own, name);
  return { temporaryPath, finalPath, replacesSource: false, action: 'write' as const };
}

test('a machine that slept while another one made its task takes nothing of that away', async () => {
  const own = folder();
  const outputs = [outputIn(own, 'a.jpg'), outputIn(own, 'b.jpg')];
  for (const { finalPath } of outputs) writeFileSync(finalPath, 'made by the other one');

  const committed = await placer.commit(outputs, {});

  expect(committed.ok).toBe(false);
  expect(readdirSync(own).toSorted()).toEqual(['a.jpg', 'b.jpg']);
});

test('where a result cannot get its name none of the others keeps its own', async () => {
  const own = folder();
  const outputs = [outputIn(own, 'a.jpg'), outputIn(own, 'b.jpg')];
  const [first] = outputs;
  writeFileSync(first?.temporaryPath ?? '', 'made');

  const committed = await placer.commit(outputs, {});

  expect(committed.ok).toBe(false);
  expect(readdirSync(own)).toEqual([]);
});
