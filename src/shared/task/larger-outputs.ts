import { isIconFormat } from '../formats/formats.ts';
import type { Output, Task } from './task.ts';

/** The files that came out larger than the picture they were made from, where that says anything (see `ResultNote`). */
export function largerOutputs(task: Task): readonly Output[] {
  if (task.status !== 'succeeded' || !task.notes.includes('larger-than-source')) return [];
  const sourceBytes = task.sizeBytes ?? Infinity;
  return task.outputs.filter(
    ({ format, sizeBytes }) => !isIconFormat(format) && sizeBytes > sourceBytes,
  );
}
