import './past-notices.css';
import { MessageSquareText } from 'lucide-react';
import { noticesWords } from '../../../shared/words/areas/notices.ts';
import { takeAction, usePastNotices } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Note } from '../../ui/note.tsx';
import { clockWords } from '../../words/times.ts';

/** What was told before, for who looked elsewhere, and what it offered; not there before something was. */
export function PastNotices() {
  const past = usePastNotices();
  if (past.length === 0) return null;
  return (
    <Note
      trigger={<IconButton label={noticesWords('past')} icon={<MessageSquareText size={15} />} />}
      title={noticesWords('past')}
      className="past-notices"
    >
      <ul>
        {past.map((notice) => (
          <li key={notice.key} data-problem={notice.isProblem ? '' : undefined}>
            <span>{notice.title}</span>
            <time>{clockWords(notice.at)}</time>
            {notice.detail ? <p>{notice.detail}</p> : null}
            {notice.action ? (
              <Button shape="small" onClick={() => takeAction(notice)}>
                {notice.action.label}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Note>
  );
}
