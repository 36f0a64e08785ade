import { Popover } from '@base-ui/react/popover';
import { MessageSquareText } from 'lucide-react';
import { noticesWords } from '../../../shared/words/areas/notices.ts';
import { usePastNotices } from '../../store/notices.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { clockWords } from '../../words/times.ts';

/** What was told before, for who looked elsewhere; not there before something was. */
export function PastNotices() {
  const past = usePastNotices();
  if (past.length === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger
        render={<IconButton label={noticesWords('past')} icon={<MessageSquareText size={15} />} />}
      />
      <Popover.Portal>
        <Popover.Positioner className="popup-place" sideOffset={6} align="end">
          <Popover.Popup className="popup past-notices">
            <Popover.Title>{noticesWords('past')}</Popover.Title>
            <ul>
              {past.map(({ key, at, title, detail, isProblem }) => (
                <li key={key} data-problem={isProblem ? '' : undefined}>
                  <span>{title}</span>
                  <time>{clockWords(at)}</time>
                  {detail ? <p>{detail}</p> : null}
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
