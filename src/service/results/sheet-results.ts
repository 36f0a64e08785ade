import { Readable } from 'node:stream';
import {
  type ChosenTasks,
  countForSheet,
  createSheetPictures,
  type Engine,
  sheetParts,
  type TaskFiles,
} from '../../engine/index.ts';
import { outputKey, uploadKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';

function filesIn(store: Store): TaskFiles {
  return {
    output: async (task, output) => (await store.borrow(outputKey(task.id, output))) ?? 'gone',
    source: (task) => store.borrow(uploadKey(task.id)),
  };
}

async function* htmlOf({ engine, store }: SheetParts, chosen: ChosenTasks) {
  const pictures = createSheetPictures(
    (key, request) => engine.preview(key, request),
    filesIn(store),
  );
  const counted = await countForSheet(chosen);
  for await (const { html } of sheetParts(chosen, counted, { pictures })) yield html;
}

export interface SheetParts {
  readonly engine: Pick<Engine, 'preview'>;
  readonly store: Store;
}

/** A contact sheet of what the tasks made, a picture at a time as it is read; this process makes them, beside any farm. */
export function sheetResults(parts: SheetParts, chosen: ChosenTasks): Readable {
  return Readable.from(htmlOf(parts, chosen), { highWaterMark: 1 });
}
