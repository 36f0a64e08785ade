import { type Engine, searchHint } from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import { exportHistory } from '../files/export-history.ts';
import type { HandlersFor } from './answer-request.ts';

const dayMs = 86_400_000;

type Channels = 'history:search' | 'history:export' | 'history:clear';

export function historyRequests(engine: Engine, dialogs: FileDialogs): HandlersFor<Channels> {
  return {
    'history:search': (query) => ok(engine.searchHistory(query)),
    'history:clear': ({ olderThanDays }) =>
      ok(engine.forgetHistory(Date.now() - olderThanDays * dayMs)),
    'history:export': async ({ text, format }) => {
      const hint = searchHint(text);
      if (hint !== null) return refuse('not-understood', `Nothing was exported. ${hint}`);
      const file = await dialogs.chooseExportFile(format);
      if (file === null) return ok(null);
      const count = await exportHistory(engine, { text, format, file });
      return count === null
        ? refuse('not-possible', 'The file cannot be written there. Choose another folder.')
        : ok(count);
    },
  };
}
