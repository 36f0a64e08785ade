import type { SaveKind, SaveSource } from '../../../shared/task/saving.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { savedNotice } from './saved-notice.ts';

/** Whose results, and what the file could be called. */
export interface Takeaway {
  readonly source: SaveSource;
  readonly name: string;
}

export const takeawayOf = (taskIds: readonly TaskId[]): Takeaway => ({
  source: { taskIds },
  name: 'Thumbline results',
});

/** Asks where, writes the file, and says what came of it. */
export async function saveResults(kind: SaveKind, { source, name }: Takeaway): Promise<void> {
  const saved = await ask(thumbline.saveResults({ kind, source, name }));
  if (!saved) return;
  const onSelect = () => void ask(thumbline.revealSaved(saved.number));
  raiseNotice({ ...savedNotice(kind, saved), action: { label: 'Show in folder', onSelect } });
}
