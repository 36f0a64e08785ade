import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { FoundAction } from '../../../shared/task/history.ts';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { thumbline } from '../../store/bridge.ts';
import { searchHistory, useHistory } from '../../store/history-store.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';

async function act(action: FoundAction): Promise<void> {
  const { text } = useHistory.getState();
  const count = await ask(thumbline.actOnFound({ text, action }));
  if (count === null) return;
  raiseNotice({ title: historyWords(`acted.${action}`, { count }) });
  await searchHistory(useHistory.getState().text);
}

type Asked = Exclude<FoundAction, 'retry'>;

/** For all that the search finds, also what is not shown yet. What cannot be taken back is asked for twice. */
export function FoundMenu() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const total = useHistory((facts) => facts.total);
  const isUnderstood = useHistory((facts) => facts.hint === null);
  if (!isUnderstood || total === 0) return null;
  const count = total === null ? historyWords('manyTasks') : historyWords('total', { total });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button look="quiet">
            {historyWords('allFound')} <ChevronDown size={13} aria-hidden />
          </Button>
        }
        entries={[
          { label: historyWords('retryFound'), onSelect: () => void act('retry') },
          { label: historyWords('cancelFound'), onSelect: () => setAsked('cancel') },
          'separator',
          {
            label: historyWords('removeFound'),
            isDanger: true,
            onSelect: () => setAsked('remove'),
          },
        ]}
      />
      <Dialog
        title={historyWords(asked === 'cancel' ? 'cancelFoundAsked' : 'removeFoundAsked')}
        text={historyWords(asked === 'cancel' ? 'cancelFoundText' : 'removeFoundText', { count })}
        isOpen={asked !== null}
        confirmLabel={historyWords(asked === 'cancel' ? 'endThem' : 'removeThem')}
        isDanger
        onClose={() => setAsked(null)}
        onConfirm={() => {
          setAsked(null);
          if (asked) void act(asked);
        }}
      />
    </>
  );
}
