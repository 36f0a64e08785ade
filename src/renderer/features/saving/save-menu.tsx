import { ChevronDown, FileArchive, LayoutGrid } from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import {
  leftBehindWords,
  type SaveKind,
  type SaveReport,
  type SaveSource,
} from '../../../shared/task/saving.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { savingWords } from '../../../shared/words/areas/saving.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, type Notice, raiseNotice } from '../../store/notices.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';

/** What saving came to, in words. */
function savedNotice(kind: SaveKind, report: SaveReport): Notice {
  const { path, count, sizeBytes, leftBehind, leftBehindCount } = report;
  const title = savingWords('saved', { kind, count, name: displayName(path) });
  const [first] = leftBehind;
  if (!first) return { title, detail: bytesWords(sizeBytes) };
  const name = displayName(first.path);
  return {
    title,
    detail: savingWords('withoutNameReasonMore', {
      name,
      reason: leftBehindWords(first.reason),
      more: Math.max(0, leftBehindCount - 1),
    }),
    isProblem: true,
  };
}

/** Whose results, and what the file could be called. */
export interface Takeaway {
  readonly source: SaveSource;
  readonly name: string;
}

export const takeawayOf = (taskIds: readonly TaskId[]): Takeaway => ({
  source: { taskIds },
  name: savingWords('thumblineResults'),
});

/** Asks where, writes the file, and says what came of it. */
async function saveResults(kind: SaveKind, { source, name }: Takeaway): Promise<void> {
  const saved = await ask(thumbline.saveResults({ kind, source, name }));
  if (!saved) return;
  const onSelect = () => void ask(thumbline.revealSaved(saved.number));
  raiseNotice({
    ...savedNotice(kind, saved),
    action: { label: savingWords('showFolder'), onSelect },
  });
}

interface SaveMenuProps {
  /** Asked when something was chosen. */
  takeaway: () => Takeaway;
  shape?: ButtonProps['shape'];
}

/** Results taken along in one file: what can be chosen in a menu. */
export const saveEntries = (takeaway: () => Takeaway): readonly MenuEntry[] => [
  {
    label: savingWords('zipResults'),
    icon: <FileArchive size={15} />,
    onSelect: () => void saveResults('zip', takeaway()),
  },
  {
    label: savingWords('contactSheetHTML'),
    icon: <LayoutGrid size={15} />,
    onSelect: () => void saveResults('contact-sheet', takeaway()),
  },
];

export function SaveMenu({ takeaway, shape = 'normal' }: SaveMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape={shape}>
          {savingWords('saveResults')} <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={saveEntries(takeaway)}
    />
  );
}
