import type { Output, Task } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';

const locale = 'en';
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });

export const dayWords = (at: number) => day.format(at);

const area = ({ width, height }: Output) => width * height;

/** What stands under a picture: what became of its size, and how large the largest result is. */
export function cardWords(task: Task, outputs: readonly Output[]): string[] {
  const made = bytesWords(outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const bytes = task.sizeBytes === null ? made : `${bytesWords(task.sizeBytes)} → ${made}`;
  const largest = outputs.reduce((a, b) => (area(b) > area(a) ? b : a));
  const more = outputs.length > 1 ? ` and ${outputs.length - 1} more` : '';
  return [bytes, `${largest.width} × ${largest.height}${more}`];
}
