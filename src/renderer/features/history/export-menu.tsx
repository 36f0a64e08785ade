import { ChevronDown } from 'lucide-react';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { useHistory } from '../../store/history-store.ts';

async function exportAs(format: 'csv' | 'json'): Promise<void> {
  const { text } = useHistory.getState();
  const count = await ask(thumbline.exportHistory({ text, format }));
  if (count !== null) raiseNotice({ title: `Exported ${plural(count, 'task')}` });
}

/** Writes what the search found to a file. */
export function ExportMenu() {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet">
          Export <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={[
        { label: 'As a table (CSV)…', onSelect: () => void exportAs('csv') },
        { label: 'As JSON…', onSelect: () => void exportAs('json') },
      ]}
    />
  );
}
