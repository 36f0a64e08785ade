import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { searchHistory, useHistory } from '../../store/history-store.ts';

const ages = [
  { days: 7, label: 'Older than a week' },
  { days: 30, label: 'Older than a month' },
  { days: 365, label: 'Older than a year' },
  { days: 0, label: 'Everything' },
] as const;
type Age = (typeof ages)[number];

async function clear(olderThanDays: number): Promise<void> {
  const count = await ask(thumbline.clearHistory({ olderThanDays }));
  if (count === null) return;
  raiseNotice({ title: `Forgot ${plural(count, 'task')}` });
  await searchHistory(useHistory.getState().text);
}

/** Forgetting cannot be undone, so it is asked for twice. */
export function ClearMenu() {
  const [age, setAge] = useState<Age | null>(null);
  const picturesWords = thumbline.can.keepsResults
    ? 'The pictures stay where they are.'
    : 'The service removes their pictures, too.';
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button look="quiet">
            Clear <ChevronDown size={13} aria-hidden />
          </Button>
        }
        entries={ages.map((choice) => ({
          label: `${choice.label}…`,
          onSelect: () => setAge(choice),
        }))}
      />
      <Dialog
        title="Clear history?"
        text={`${age?.label ?? ''}: these tasks are forgotten. ${picturesWords}`}
        isOpen={age !== null}
        confirmLabel="Clear"
        isDanger
        onClose={() => setAge(null)}
        onConfirm={() => {
          setAge(null);
          if (age) void clear(age.days);
        }}
      />
    </>
  );
}
