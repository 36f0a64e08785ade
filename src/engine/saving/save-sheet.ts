import { type FileHandle, open } from 'node:fs/promises';
import type { LeftBehind } from '../../shared/task/saving.ts';
import { toNative } from '../files/paths.ts';
import type { Saved, SaveWork } from './save-results.ts';
import { countForSheet, sheetParts } from './sheet/sheet-parts.ts';
import type { SheetPictures } from './sheet/sheet-pictures.ts';
import { throttle } from './throttle.ts';

/** Writes a contact sheet into a file of its own. */
export function saveSheet(pictures: SheetPictures) {
  async function write(
    file: FileHandle,
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
    const file = await open(toNative(work.temporaryPath), 'wx');
    try {
      const saved = await write(file, work);
      await file.sync();
      const { size: sizeBytes } = await file.stat();
      return { ...saved, sizeBytes };
    } finally {
      await file.close();
    }
  };
}
