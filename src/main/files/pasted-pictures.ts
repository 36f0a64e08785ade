import { join } from 'node:path';
import {
  errorCode,
  removeWritten,
  writeFailure,
  writeNewFile,
  writeAtomically,
} from '../../engine/files/index.ts';
import { makeTargetFolder } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { formats } from '../../shared/formats/formats.ts';
import { recogniseUnnamed } from '../../shared/formats/recognise-format.ts';
import { pastedName } from '../../shared/task/pasted-picture.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

export interface PastedPlace {
  /** A folder that is there, in which pictures are expected. */
  readonly base: string;
  readonly now: () => Date;
}

/** Saves pictures that came as bytes; answers with their paths. All are saved or none. */
export type SavePasted = (
  pictures: readonly Uint8Array[],
) => Promise<Result<readonly string[], Problem>>;

const notPictures = () => desktopWords('whatPastedNoPictureSave');

/** In the folder of that name, so that history and retry find them and the person does, too. */
export const pastedFolder = 'Thumbline';

/** The bytes may be anything: they are looked at, and name, folder and extension are ours. */
export function savePastedInto(place: () => PastedPlace): SavePasted {
  return async (pictures) => {
    const found = pictures.flatMap((bytes) => recogniseUnnamed(bytes) ?? []);
    if (found.length < pictures.length) return refuse('not-possible', notPictures());
    const { base, now } = place();
    const folder = await makeTargetFolder({ base, folders: [pastedFolder], fileName: '' });
    if (!folder.ok) return refuse('not-possible', failureLine(folder.problem));
    const { path: folderPath, key: folderKey } = folder.value;
    const name = pastedName(now());
    const saved: string[] = [];
    try {
      for (const [index, format] of found.entries()) {
        const bytes = pictures[index] ?? new Uint8Array();
        const wanted = join(folderPath, `${name}.${formats[format].extensions[0]}`);
        const target = { path: wanted, replaces: false, folderKey };
        saved.push(
          (await writeAtomically(target, (temporary) => writeNewFile(temporary, bytes))).path,
        );
      }
      return ok(saved);
    } catch (error) {
      for (const path of saved) await removeWritten(path, folderKey);
      // What the system did not say is a bug.
      if (errorCode(error) === '') throw error;
      return refuse('not-possible', failureLine(writeFailure(error, folderPath)));
    }
  };
}
