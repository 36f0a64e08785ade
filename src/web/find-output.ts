import type { Problem } from '../shared/ipc/answers.ts';
import type { RequestInput } from '../shared/ipc/contract.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { outputsOf } from '../shared/task/outputs-of.ts';
import { askService } from './ask-service.ts';

export interface FoundOutput {
  /** On this service, without its name. */
  readonly address: string;
  readonly fileName: string;
}

/** Where one output of a task is. */
export async function findOutput({
  taskId,
  output,
}: RequestInput<'output:open'>): Promise<Result<FoundOutput, Problem>> {
  const detail = await askService('task:detail', taskId);
  if (!detail.ok) return detail;
  const made = outputsOf(detail.value.task)[output];
  if (!made) return notOk({ code: 'not-found', message: 'This picture is not there any more.' });
  const address = `/convert/${taskId}/output/${encodeURIComponent(made.name)}`;
  return ok({ address, fileName: made.path });
}
