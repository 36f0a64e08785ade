import { Readable } from 'node:stream';
import { type ChosenTasks, createEntryNames } from '../../engine/index.ts';
import { createZipPacker, type ZipSource } from '../../engine/saving/zip/zip-packer.ts';
import { formats } from '../../shared/formats/formats.ts';
import { splitExtension } from '../../shared/paths/safe-segment.ts';
import { outputsOf, taskName } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { plural } from '../../shared/words/numbers.ts';
import { outputKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';

function hasSeveral(task: Task): boolean {
  const failed = 'partly' in task ? (task.partly?.failedOutputs.length ?? 0) : 0;
  return outputsOf(task).length + failed > 1;
}

/**
 * What a result is called outside the store, where its upload has no name: `dunes.jpg`, or `dunes-small.jpg` when there are
 * several of it. Not made safe.
 */
export function resultName(task: Task, { name, format }: Output): string {
  const [stem] = splitExtension(taskName(task));
  // Some names bring a sign of their own, as `@2x` does.
  const joint = /^[\p{L}\p{N}]/u.test(name) ? '-' : '';
  const suffix = hasSeveral(task) ? `${joint}${name}` : '';
  return `${stem}${suffix}.${formats[format].extensions[0]}`;
}

/** How many results these tasks have as far as the history knows. */
export async function countResults({ tasks }: ChosenTasks): Promise<number> {
  let count = 0;
  for await (const task of tasks()) count += outputsOf(task).length;
  return count;
}

function textSource(text: string): ZipSource {
  const bytes = Buffer.from(text);
  return { stream: Readable.from([bytes]), sizeBytes: bytes.length, date: new Date() };
}

/** `forgotten` are those whose tasks went while the archive was being made: nobody knows their names any more. */
function leftOutWords(names: readonly string[], forgotten: number): string {
  const more = forgotten > 0 ? [`${plural(forgotten, 'result')} removed while this was made`] : [];
  return [
    'Not in this archive, because it was not there any more:',
    '',
    ...names,
    ...more,
    '',
  ].join('\n');
}

/**
 * A ZIP of what the tasks made, straight from the store, one result after the other. What is not kept any more is left out
 * and named in a text at its end. The stream fails when the store does, so that nobody takes a part for the whole.
 */
export function zipResults(store: Store, chosen: ChosenTasks, count: number): Readable {
  const zip = createZipPacker();

  const pack = async () => {
    const names = createEntryNames();
    const leftOut: string[] = [];
    let seen = 0;
    for await (const task of chosen.tasks()) {
      for (const output of outputsOf(task)) {
        if (zip.stream.destroyed) return;
        seen += 1;
        const name = names.give([resultName(task, output)]);
        const opened = await store.open(outputKey(task.id, output));
        if (opened) await zip.add(name, { ...opened, date: new Date(opened.modifiedAt) });
        else leftOut.push(name);
      }
    }
    const forgotten = Math.max(0, count - seen);
    if (leftOut.length + forgotten > 0) {
      const text = leftOutWords(leftOut, forgotten);
      await zip.add(names.give(['Left out.txt']), textSource(text));
    }
    zip.finish();
  };

  pack().catch((error: Error) => zip.stream.destroy(error));
  return zip.stream;
}
