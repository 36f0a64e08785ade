import type { HistoryPage } from '../../../shared/task/history.ts';
import type { Task } from '../../../shared/task/task.ts';
import type { HistoryAccess } from '../history-access.ts';
import { type HistoryRow, historyRow } from './history-row.ts';

/** A spreadsheet takes a cell that begins with one of these for a formula. */
const startsFormula = /^[=+\-@\t\r]/;

/** One cell: never a formula, quoted where it must be. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line as RFC 4180 has it, its end included. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export type ExportFormat = 'csv' | 'json';

export interface HistoryExport {
  /** A search in the words people type; empty for everything. */
  readonly text: string;
  readonly format: ExportFormat;
  /** How a task is shown to who gets the file. */
  readonly show?: (task: Task) => Task;
  /** Called for each task that is written. */
  readonly onTask?: () => void;
}

/** Taking over and writing one takes main a few milliseconds. */
const pageSize = 200;

const header = [
  'source',
  'status',
  'message',
  'queued at',
  'finished at',
  'duration ms',
  'attempts',
  'outputs',
];

const toCsv = (row: HistoryRow) =>
  csvLine([
    row.source,
    row.status,
    row.message,
    row.queuedAt,
    row.finishedAt,
    row.durationMs,
    row.attempts,
    row.outputs.join('\n'),
  ]);

/** Asks for the next page before this one is written: both take about as long. */
async function* tasksFound(engine: Pick<HistoryAccess, 'searchHistory'>, text: string) {
  const ask = (before: number | null) =>
    engine.searchHistory({ text, before, limit: pageSize, counts: false });
  let asked: Promise<HistoryPage> | null = ask(null);
  while (asked) {
    const { tasks, next }: HistoryPage = await asked;
    asked = next === null ? null : ask(next);
    // Whoever waits for it hears of it; nobody does after an export that was cancelled.
    asked?.catch(() => undefined);
    yield* tasks;
  }
}

/** The text of an exported history, part by part, the newest task first. */
export async function* exportLines(
  engine: Pick<HistoryAccess, 'searchHistory'>,
  { text, format, show = (task) => task, onTask = () => undefined }: HistoryExport,
): AsyncGenerator<string> {
  yield format === 'csv' ? csvLine(header) : '[';
  let isFirst = true;
  for await (const task of tasksFound(engine, text)) {
    const row = historyRow(show(task));
    yield format === 'csv' ? toCsv(row) : `${isFirst ? '\n' : ',\n'}${JSON.stringify(row)}`;
    isFirst = false;
    onTask();
  }
  if (format === 'json') yield '\n]\n';
}
