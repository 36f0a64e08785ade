import type { RequestInput } from '../shared/ipc/contract.ts';
import type { Answer } from '../shared/ipc/verbs.ts';
import { notOk, ok } from '../shared/result.ts';
import { webWords } from '../shared/words/areas/web.ts';
import { askService } from './ask-service.ts';
import { findOutput } from './copy-output.ts';

/** Lets the browser save what is at that address. */
export function saveFile(address: string, name = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  saveFile(address, name);
  // The browser has taken the text by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** Saves one output under its own name. */
export async function savePicture(wanted: RequestInput<'output:open'>): Answer<'output:open'> {
  const found = await findOutput(wanted);
  if (!found.ok) return found;
  return ok(saveFile(found.value.address, found.value.fileName));
}

/** Saves the upload under the name it was sent with. */
export async function saveSource(taskId: RequestInput<'task:open-source'>) {
  const detail = await askService('task:detail', taskId);
  if (!detail.ok) return detail;
  return ok(saveFile(`/convert/${taskId}/source`, detail.value.task.sourcePath));
}

/** Saves what the search finds; how many that are is asked first, since nobody says when a download is done. */
export async function saveHistory({
  text,
  format,
}: RequestInput<'history:export'>): Answer<'history:export'> {
  const found = await askService('history:search', { text, before: null, limit: 1 });
  if (!found.ok) return found;
  const { hint, total } = found.value;
  if (hint !== null) {
    return notOk({ code: 'not-understood', message: webWords('notExported', { hint }) });
  }
  saveFile(`/app/history/${format}?text=${encodeURIComponent(text)}`);
  return ok(total ?? 0);
}
