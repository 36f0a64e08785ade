import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { searchHistory, useHistory } from '../../store/history-store.ts';

const ages = [
  { days: 7, label: historyWords('olderThanWeek') },
  { days: 30, label: historyWords('olderThanMonth') },
  { days: 365, label: historyWords('olderThanYear') },
  { days: 0, label: historyWords('everything') },
] as const;
type Age = (typeof ages)[number];

async function clear(olderThanDays: number): Promise<void> {
  const count = await ask(thumbline.clearHistory({ olderThanDays }));
  if (count === null) return;
  raiseNotice({ title: historyWords('forgotCount', { count }) });
  await searchHistory(useHistory.getState().text);
}

/** Forgetting cannot be undone, so it is asked for twice. */
export function ClearMenu() {
  const [age, setAge] = useState<Age | null>(null);
  const picturesWords = thumbline.can.keepsResults
    ? historyWords('picturesStayWhereThey')
    : historyWords('serviceRemovesTheirPicturesToo');
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button look="quiet">
            {historyWords('clear')} <ChevronDown size={13} aria-hidden />
          </Button>
        }
        entries={ages.map((choice) => ({
          label: `${choice.label}…`,
          onSelect: () => setAge(choice),
        }))}
      />
      <Dialog
        title={historyWords('clearHistory')}
        text={
          age?.days === 0 && thumbline.can.opensFiles
            ? historyWords('allForgottenPicturesWords', { picturesWords })
            : historyWords('valueTheseTasksForgottenPicturesWords', {
                value: age?.label ?? '',
                picturesWords,
              })
        }
        isOpen={age !== null}
        confirmLabel={historyWords('clear')}
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
