import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createPlacer } from '../../../../src/engine/naming/placer.ts';
import { holdFlushes } from '../../../support/hold-flushes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { placementRequest } from './placement-request.ts';

test('a result counts only once its name and those of its folders are on the disk', async () => {
  const folder = tempFolder();
  const source = join(folder, 'a.jpg');
  writeFileSync(source, 'a picture');
  const chosen = join(folder, 'chosen');
  const held = await holdFlushes(folder);
  const placer = createPlacer();
  const recipe = { destination: { kind: 'folder', path: chosen }, fileName: 'sub/{name}.{ext}' };
  const placement = await placer.reserve(placementRequest(source, recipe));
  if (placement.kind !== 'write') throw new Error(`expected names, got ${placement.kind}`);
  const outputs = placement.outputs.filter((output) => output !== null);
  for (const { temporaryPath } of outputs) writeFileSync(temporaryPath, 'a result');
  const onCommitted = vi.fn<() => void>();
  const committed = placer.commit(outputs).then(onCommitted);
  // Of the chosen folder, of the one in it, and of the file.
  await expect.poll(() => held.length).toBe(3);
  for (const letGo of held.slice(0, -1)) letGo();
  await new Promise(setImmediate);
  expect(onCommitted).not.toHaveBeenCalled();
  held.at(-1)?.();
  await committed;
  expect(dirname(outputs[0]?.finalPath ?? '')).toBe(join(chosen, 'sub'));
});
