import { webUtils } from 'electron';
import { type Problem, refuse } from '../shared/ipc/answers.ts';
import { ok, type Result } from '../shared/result.ts';
import { largestPasteBytes, mostPastedPictures } from '../shared/task/pasted-picture.ts';
import { asksWords } from '../shared/words/areas/asks.ts';
import { bytesWords } from '../shared/words/numbers.ts';

const pathOf = (file: File) => webUtils.getPathForFile(file);

/** Of those that are files on this computer. */
export const pathsOf = (files: readonly File[]) => files.map(pathOf).filter((path) => path !== '');

export const onlyFilesArePlanned = () => refuse('not-understood', asksWords('onlyFilesArePlanned'));

/** The bytes of those that are nowhere on this computer, as a copied picture is. */
export async function pictureBytesOf(
  files: readonly File[],
): Promise<Result<readonly Uint8Array<ArrayBuffer>[], Problem>> {
  const copied = files.filter((file) => pathOf(file) === '');
  const sizeBytes = copied.reduce((sum, { size }) => sum + size, 0);
  if (sizeBytes > largestPasteBytes || copied.length > mostPastedPictures)
    return refuse(
      'not-possible',
      asksWords('pastedTooLarge', { size: bytesWords(largestPasteBytes) }),
    );
  try {
    return ok(
      await Promise.all(copied.map(async (file) => new Uint8Array(await file.arrayBuffer()))),
    );
  } catch {
    return refuse('not-possible', asksWords('pastedGone'));
  }
}
