import { once } from '../../../shared/once.ts';
import { failureLine } from '../../../shared/task/failure-words.ts';
import { outputsOf, taskName } from '../../../shared/task/outputs-of.ts';
import type { LeftBehind } from '../../../shared/task/saving.ts';
import type { Output, Task, TaskWith } from '../../../shared/task/task.ts';
import { sheetWords } from '../../../shared/words/areas/sheet.ts';
import { language } from '../../../shared/words/language.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import type { ChosenTasks } from '../chosen-tasks.ts';
import {
  failedBeginning,
  failedEnding,
  failedRow,
  sheetBeginning,
  sheetCard,
  sheetMiddle,
} from './sheet-html.ts';
import type { SheetPictures } from './sheet-pictures.ts';

const day = once(
  () => new Intl.DateTimeFormat(language().tag, { day: 'numeric', month: 'long', year: 'numeric' }),
);

export const dayWords = (at: number) => day().format(at);

const area = ({ width, height }: Output) => width * height;

/** What stands under a picture: what became of its size, and how large the largest result is. */
export function cardWords(task: Task, outputs: readonly Output[]): string[] {
  const made = bytesWords(outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const bytes = task.sizeBytes === null ? made : `${bytesWords(task.sizeBytes)} → ${made}`;
  const largest = outputs.reduce((a, b) => (area(b) > area(a) ? b : a));
  const size = `${largest.width} × ${largest.height}`;
  const count = outputs.length - 1;
  return [bytes, count > 0 ? sheetWords('more', { size, count }) : size];
}

/** What a sheet of these tasks will hold. */
export interface SheetCount {
  readonly made: number;
  readonly failed: number;
  /** When the first was added. Milliseconds since 1970. */
  readonly startedAt: number;
}

/** A part of the page. `missing` are the results whose place another picture took in it. */
export interface SheetPart {
  readonly html: string;
  readonly missing: readonly LeftBehind[];
}

export interface SheetTools {
  readonly pictures: SheetPictures;
  /** Called when the part with the next picture was taken. */
  readonly onCard?: () => void;
}

const hasFailed = (task: Task): task is TaskWith<'failed'> => task.status === 'failed';
const part = (html: string): SheetPart => ({ html, missing: [] });

export async function countForSheet({ tasks }: ChosenTasks): Promise<SheetCount> {
  let [made, failed, startedAt] = [0, 0, Date.now()];
  for await (const task of tasks()) {
    if (outputsOf(task).length > 0) made += 1;
    if (hasFailed(task)) failed += 1;
    startedAt = Math.min(startedAt, task.queuedAt);
  }
  return { made, failed, startedAt };
}

function beginning({ batch }: ChosenTasks, { made, startedAt }: SheetCount): string {
  const recipe = batch ? [batch.recipe.name] : [];
  return sheetBeginning({
    title: batch?.title ?? sheetWords('title'),
    facts: [
      dayWords(batch?.createdAt ?? startedAt),
      ...recipe,
      sheetWords('pictures', { count: made }),
    ],
  });
}

async function* failedParts({ tasks }: ChosenTasks, failed: number): AsyncGenerator<SheetPart> {
  yield part(failedBeginning(sheetWords('failed', { count: failed })));
  for await (const task of tasks()) {
    if (!hasFailed(task)) continue;
    yield part(failedRow({ name: taskName(task), line: failureLine(task.failure) }));
  }
  yield part(failedEnding);
}

/** The cards one by one: pictures come and go one at a time. */
async function* cardParts(
  { tasks }: ChosenTasks,
  pictures: SheetPictures,
): AsyncGenerator<SheetPart> {
  for await (const task of tasks()) {
    const outputs = outputsOf(task);
    if (outputs.length === 0) continue;
    const { picture, missing } = await pictures.make(task, outputs);
    const html = sheetCard({ name: taskName(task), picture, facts: cardWords(task, outputs) });
    yield { html, missing };
  }
}

/** One page that any browser opens offline, in parts: a small picture of each task, and what failed. */
export async function* sheetParts(
  chosen: ChosenTasks,
  counted: SheetCount,
  { pictures, onCard = () => undefined }: SheetTools,
): AsyncGenerator<SheetPart> {
  yield part(beginning(chosen, counted));
  for await (const card of cardParts(chosen, pictures)) {
    yield card;
    onCard();
  }
  yield part(sheetMiddle);
  if (counted.failed > 0) yield* failedParts(chosen, counted.failed);
}
