import type { RequestInput } from '../shared/ipc/contract.ts';
import type { Answer } from '../shared/ipc/verbs.ts';
import { notOk, ok } from '../shared/result.ts';
import { look } from './ask-service.ts';

/** Lets the browser save what is at that address of the service. */
export function saveFile(address: string, name = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Saves one output under its own name. */
export async function savePicture({
  taskId,
  output,
}: RequestInput<'output:open'>): Answer<'output:open'> {
  const detail = await look('task:detail', taskId);
  if (!detail.ok) return detail;
  const { task } = detail.value;
  const made = task.status === 'succeeded' ? task.outputs[output] : undefined;
  if (!made) return notOk({ code: 'not-found', message: 'This picture is not there any more.' });
  const address = `/convert/${taskId}/output/${encodeURIComponent(made.name)}`;
  return ok(saveFile(address, made.path));
}
