import { fileNameInUrl, htmlOf } from './srcset.ts';
import { taskName } from './outputs-of.ts';
import type { Output, Task } from './task.ts';

type NamedTask = Pick<Task, 'name' | 'sourcePath'>;

/** What the picture is called, without its ending; what Markdown would take for markup is escaped. */
function titleOf(task: NamedTask): string {
  const name = taskName(task);
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).replaceAll(/[\\[\]<>*_`&]/g, String.raw`\$&`);
}

/** A closing bracket would end the address. */
const addressOf = ({ path }: Output) =>
  fileNameInUrl(path).replaceAll('(', '%28').replaceAll(')', '%29');

/** One line for each file of a task, as `![title](file name)`. */
export function markdownOf(task: NamedTask, outputs: readonly Output[]): string {
  return outputs.map((output) => `![${titleOf(task)}](${addressOf(output)})`).join('\n');
}

/** A file, and the task that made it. */
interface Made {
  readonly task: Task;
  readonly output: Output;
}

/** Groups what was found by the task that made it, in its order. */
function byTask(
  results: readonly Made[],
): readonly { readonly task: Task; readonly outputs: readonly Output[] }[] {
  const groups = new Map<string, { readonly task: Task; readonly outputs: Output[] }>();
  for (const { task, output } of results) {
    const group = groups.get(task.id) ?? { task, outputs: [] };
    group.outputs.push(output);
    groups.set(task.id, group);
  }
  return [...groups.values()];
}

export const markdownOfResults = (results: readonly Made[]): string =>
  byTask(results)
    .map(({ task, outputs }) => markdownOf(task, outputs))
    .join('\n');

/** Null when a web page can show none of them. */
export function htmlOfResults(results: readonly Made[]): string | null {
  const snippets = byTask(results)
    .map(({ outputs }) => htmlOf(outputs))
    .filter((snippet) => snippet !== null);
  return snippets.length === 0 ? null : snippets.join('\n');
}
