import { writeAtomically, writeNewFile } from '../../engine/files/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

/** Writes a file where a person chose in the system's dialog, whole or not at all. Answers with its path. */
export async function writeChosenFile(
  path: string,
  text: string,
): Promise<Result<string, Problem>> {
  try {
    await writeAtomically({ path, replaces: true }, (temporary) => writeNewFile(temporary, text));
    return ok(path);
  } catch {
    return refuse('not-possible', desktopWords('fileCannotWrittenChooseAnother'));
  }
}
