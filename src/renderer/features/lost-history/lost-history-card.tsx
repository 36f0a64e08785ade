import './lost-history-card.css';
import { History } from 'lucide-react';
import { useId, useState } from 'react';
import { create } from 'zustand';
import type { LostHistoryReport } from '../../../shared/ipc/answers.ts';
import { lostWords } from '../../../shared/words/areas/lost.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { lostHistoryWords } from './lost-history-words.ts';

const useLostHistory = create<{ readonly report: LostHistoryReport | null }>(() => ({
  report: null,
}));

/** Asks whether a history was lost; the answer comes once what is left of it was read. */
export async function loadLostHistory(): Promise<void> {
  if (!thumbline.can.lostHistory) return;
  useLostHistory.setState({ report: await ask(thumbline.readLostHistory()) });
}

async function bringBack(): Promise<void> {
  const count = await ask(thumbline.bringBackLostHistory());
  if (count === null) return;
  useLostHistory.setState({ report: null });
  raiseNotice({ title: lostWords('countBroughtBack', { count }) });
}

async function dismiss(): Promise<void> {
  useLostHistory.setState({ report: null });
  await ask(thumbline.dismissLostHistory());
}

/** Says what became of a history that could not be used, and stays until the person has decided. */
export function LostHistoryCard() {
  const report = useLostHistory((facts) => facts.report);
  return (
    // There before it has anything to say, so that a screen reader hears it.
    <div role="status">{report ? <Card report={report} /> : null}</div>
  );
}

function Card({ report }: { readonly report: LostHistoryReport }) {
  const titleId = useId();
  const [isBusy, setIsBusy] = useState(false);
  const { title, kept, state, offer } = lostHistoryWords(report);
  const act = () => {
    setIsBusy(true);
    const doing = report.reason === 'damaged-in-use' ? ask(thumbline.startAgain()) : bringBack();
    void doing.finally(() => setIsBusy(false));
  };
  return (
    <section className="lost-history" aria-labelledby={titleId}>
      <History size={16} aria-hidden />
      <div className="lost-history-words">
        <h2 id={titleId}>{title}</h2>
        <p>{state}</p>
        {kept === null ? null : <p className="lost-history-kept">{kept}</p>}
      </div>
      <div className="lost-history-actions">
        {offer === null ? null : (
          <Button look="primary" disabled={isBusy} onClick={act}>
            {offer}
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => void dismiss()}>
          {offer === null ? lostWords('ok') : lostWords('dismiss')}
        </Button>
      </div>
    </section>
  );
}
