import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { DraggedResults } from '../files/dragged-results.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { SavePasted } from '../files/pasted-pictures.ts';
import type { ReceiveFiles, TrySamples } from '../files/receive-files.ts';
import type { Recent } from '../files/recent-paths.ts';
import type { Grants } from '../security/grants.ts';
import type { HandlersFor } from './answer-request.ts';

export interface FileDependencies {
  readonly receive: ReceiveFiles;
  readonly savePasted: SavePasted;
  readonly dialogs: FileDialogs;
  readonly grants: Grants;
  readonly dragged: DraggedResults;
  readonly trySamples: TrySamples;
  readonly recent: Recent;
}

type Channels =
  | 'files:enqueue'
  | 'pictures:enqueue'
  | 'files:choose'
  | 'samples:enqueue'
  | 'recent:list'
  | 'recent:enqueue';

export function fileRequests({
  receive,
  savePasted,
  dialogs,
  grants,
  dragged,
  trySamples,
  recent,
}: FileDependencies): HandlersFor<Channels> {
  return {
    'files:enqueue': async ({ paths, origin }) => {
      // Let go over our own window: nobody wants thumbnails of thumbnails by a slip of the hand.
      if (origin === 'drop' && (await dragged.areAll(paths)))
        return refuse('not-possible', desktopWords('drag.ownWindow'));
      const allowed = await grants.allowSources(paths);
      return allowed.ok ? receive(paths, origin) : allowed;
    },
    'pictures:enqueue': async ({ pictures, paths, origin }) => {
      const allowed = await grants.allowSources(paths);
      if (!allowed.ok) return allowed;
      const saved = await savePasted(pictures);
      return saved.ok ? receive([...saved.value, ...paths], origin) : saved;
    },
    'files:choose': async ({ kind }) => {
      const paths = await (kind === 'files' ? dialogs.chooseFiles() : dialogs.chooseFolder());
      return paths.length === 0 ? ok(null) : receive(paths, 'choose');
    },
    'recent:list': () => ok(recent.list()),
    'recent:enqueue': async (path) => {
      if (!recent.list().includes(path)) return refuse('not-found', desktopWords('notAmongRecent'));
      // A page that was taken over must not get a whole folder for some files of it.
      const allowed = recent.isUnnamed(path) ? await grants.allowSources([path]) : ok(undefined);
      if (!allowed.ok) return allowed;
      return receive([path], 'open');
    },
    'samples:enqueue': trySamples,
  };
}
