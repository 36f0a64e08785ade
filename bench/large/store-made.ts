import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { asMade, asRunning } from '../../src/engine/ledger/transitions.ts';
import { sampleBatch, sampleOutput, sampleTask } from '../../tests/support/sample-tasks.ts';
import { linkPictures } from './linked-pictures.ts';

/** A history of one batch with that many tasks, each of which made a file that is there. Answers with the batch's id. */
export async function storeMade(folder: string, name: string, count: number): Promise<string> {
  const paths = await linkPictures(join(folder, 'made'), count);
  const { size: sizeBytes } = statSync(paths[0] ?? '');
  const history = openHistory(join(folder, name));
  const stored = sampleBatch();
  history.addBatch(stored);
  const ending = { finishedAt: Date.now(), durationMs: 20 };
  const source = { format: 'jpeg' as const, width: 64, height: 48 };
  for (let at = 0; at < count; at += 1000) {
    const some = paths.slice(at, at + 1000);
    const tasks = some.map((path, index) => ({
      path,
      stored: sampleTask(at + index + 1, { sourcePath: `${path}.source` }),
    }));
    history.addTasks(tasks.map((one) => one.stored));
    history.saveTasks(
      tasks.map(({ path, stored: { task } }) =>
        asMade(asRunning(task, 1), ending, {
          source,
          outputs: [{ ...sampleOutput, path, sizeBytes }],
          notes: [],
        }),
      ),
    );
  }
  history.close();
  return stored.batch.id;
}
