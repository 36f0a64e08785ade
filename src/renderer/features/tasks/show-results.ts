import { mirror } from '../../store/queue-store.ts';
import { mostSharedFolder } from '../../store/shared-folder.ts';
import { revealOutput } from './task-actions.ts';

/** Opens the folder of the results, with the first of them chosen there. */
export function showResults(batchId: string | null = null): void {
  const tasks = mirror.table.rows.map(({ task }) => task);
  const wanted = batchId === null ? tasks : tasks.filter((task) => task.batchId === batchId);
  const id = mostSharedFolder(wanted);
  if (id !== null) void revealOutput(id);
}
