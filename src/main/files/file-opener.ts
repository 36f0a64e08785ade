import { shell } from 'electron';
import { onDisk } from '../../engine/files/index.ts';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

export interface FileOpener {
  /** In the program the system has for it. What is not called like a picture is only shown in its folder: it may be a program. */
  open(path: string): Promise<Result<void, Problem>>;
  /** Shows the file in its folder. */
  reveal(path: string): Promise<Result<void, Problem>>;
}

async function isThere(path: string): Promise<boolean> {
  return onDisk('stat', path).then(
    () => true,
    () => false,
  );
}

const gone = () => refuse('not-found', desktopWords('fileNotAnyMore'));

/** Hands files to the desktop. */
export function createFileOpener(): FileOpener {
  async function reveal(path: string): Promise<Result<void, Problem>> {
    if (!(await isThere(path))) return gone();
    shell.showItemInFolder(path);
    return ok(undefined);
  }
  return {
    reveal,
    async open(path) {
      if (!hasImageExtension(path)) return reveal(path);
      if (!(await isThere(path))) return gone();
      const complaint = await shell.openPath(path);
      return complaint === ''
        ? ok(undefined)
        : refuse('not-possible', desktopWords('noProgramFoundOpensFile'));
    },
  };
}
