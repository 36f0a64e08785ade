import type { Output, Task } from '../../../shared/task/task.ts';

const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export const dayWords = (at: number) => day.format(at);

/** `1 picture`, `2,000 pictures`. */
export function plural(count: number, one: string): string {
  return `${whole.format(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** In steps of 1,000, as file managers show them. */
function bytesWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const format = unit > 0 && value < 100 ? tenth : whole;
  return `${format.format(value)} ${units[unit]}`;
}

const area = ({ width, height }: Output) => width * height;

/** What stands under a picture: what became of its size, and how large the largest result is. */
export function cardWords(task: Task, outputs: readonly Output[]): string[] {
  const made = bytesWords(outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const bytes = task.sizeBytes === null ? made : `${bytesWords(task.sizeBytes)} → ${made}`;
  const largest = outputs.reduce((a, b) => (area(b) > area(a) ? b : a));
  const more = outputs.length > 1 ? ` and ${outputs.length - 1} more` : '';
  return [bytes, `${largest.width} × ${largest.height}${more}`];
}
