import { ChevronDown, FileArchive, LayoutGrid } from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import {
  leftBehindWords,
  type SaveKind,
  type SaveReport,
  type SaveSource,
} from '../../../shared/task/saving.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { bytesWords, plural } from '../../../shared/words/numbers.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, type Notice, raiseNotice } from '../../store/notices.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

const things: Readonly<Record<SaveKind, string>> = { zip: 'result', 'contact-sheet': 'picture' };

/** What saving came to, in words. */
function savedNotice(kind: SaveKind, report: SaveReport): Notice {
  const { path, count, sizeBytes, leftBehind, leftBehindCount } = report;
  const title = `Saved ${plural(count, things[kind])} in ${displayName(path)}`;
  const [first] = leftBehind;
  if (!first) return { title, detail: bytesWords(sizeBytes) };
  const name = displayName(first.path);
  const more = leftBehindCount > 1 ? ` ${plural(leftBehindCount - 1, 'more file')} left out.` : '';
  return {
    title,
    detail: `Without ${name}: ${leftBehindWords[first.reason]}${more}`,
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
  name: 'Thumbline results',
});

/** Asks where, writes the file, and says what came of it. */
async function saveResults(kind: SaveKind, { source, name }: Takeaway): Promise<void> {
  const saved = await ask(thumbline.saveResults({ kind, source, name }));
  if (!saved) return;
  const onSelect = () => void ask(thumbline.revealSaved(saved.number));
  raiseNotice({ ...savedNotice(kind, saved), action: { label: 'Show in folder', onSelect } });
}

interface SaveMenuProps {
  /** Asked when something was chosen. */
  takeaway: () => Takeaway;
  shape?: ButtonProps['shape'];
}

/** Results taken along in one file. */
export function SaveMenu({ takeaway, shape = 'normal' }: SaveMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape={shape}>
          Save results <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={[
        {
          label: 'ZIP of the results…',
          icon: <FileArchive size={15} />,
          onSelect: () => void saveResults('zip', takeaway()),
        },
        {
          label: 'Contact sheet (HTML)…',
          icon: <LayoutGrid size={15} />,
          onSelect: () => void saveResults('contact-sheet', takeaway()),
        },
      ]}
    />
  );
}
