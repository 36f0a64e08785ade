import type { LeftBehind } from '../../shared/task/saving.ts';
import { createNewFile, type NewFile } from '../files/new-file.ts';
import type { Saved, SaveWork } from './save-results.ts';
import { countForSheet, sheetParts } from './sheet/sheet-parts.ts';
import type { SheetPictures } from './sheet/sheet-pictures.ts';
import { throttle } from './throttle.ts';

/** Writes a contact sheet into a file of its own. */
export function saveSheet(pictures: SheetPictures) {
  async function write(
    file: NewFile,
    { chosen, onProgress, signal }: SaveWork,
  ): Promise<Omit<Saved, 'sizeBytes'>> {
    const counted = await countForSheet(chosen);
    const leftBehind: LeftBehind[] = [];
    if (counted.made === 0) return { count: 0, leftBehind };
    let done = 0;
    const tell = throttle(onProgress);
    const onCard = () => tell({ done: (done += 1), total: counted.made });
    for await (const { html, missing } of sheetParts(chosen, counted, { pictures, onCard })) {
      signal.throwIfAborted();
      leftBehind.push(...missing);
      await file.write(html);
    }
    return { count: done, leftBehind };
  }

  return async (work: SaveWork): Promise<Saved> => {
    const file = await createNewFile(work.temporaryPath);
    try {
      const saved = await write(file, work);
      return { ...saved, sizeBytes: await file.finish() };
    } finally {
      await file.close();
    }
  };
}
