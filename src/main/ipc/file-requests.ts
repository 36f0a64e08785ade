import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { SavePasted } from '../files/pasted-pictures.ts';
import type { ReceiveFiles } from '../files/receive-files.ts';
import type { HandlersFor } from './answer-request.ts';

export interface FileDependencies {
  readonly receive: ReceiveFiles;
  readonly savePasted: SavePasted;
  readonly dialogs: FileDialogs;
  /** The folder of sample pictures, or null where there is none. */
  readonly samples: string | null;
}

type Channels = 'files:enqueue' | 'pictures:enqueue' | 'files:choose' | 'samples:enqueue';

export function fileRequests({
  receive,
  savePasted,
  dialogs,
  samples,
}: FileDependencies): HandlersFor<Channels> {
  return {
    'files:enqueue': async ({ paths, origin }) => ok(await receive(paths, origin)),
    'pictures:enqueue': async ({ pictures, paths, origin }) => {
      const saved = await savePasted(pictures);
      return saved.ok ? ok(await receive([...saved.value, ...paths], origin)) : saved;
    },
    'files:choose': async ({ kind }) => {
      const paths = await (kind === 'files' ? dialogs.chooseFiles() : dialogs.chooseFolder());
      return ok(paths.length === 0 ? null : await receive(paths, 'choose'));
    },
    'samples:enqueue': async () => {
      if (samples === null) return refuse('not-found', 'This copy of Thumbline has no samples.');
      return ok(await receive([samples], 'open'));
    },
  };
}
