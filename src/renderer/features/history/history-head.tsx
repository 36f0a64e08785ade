import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { thumbline } from '../../store/bridge.ts';
import { searchHistory, useHistory } from '../../store/history-store.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchField } from '../../ui/text-field.tsx';
import { useSearchRequest } from '../tasks/use-search-request.ts';
import { ClearMenu } from './clear-menu.tsx';
import { FoundMenu } from './found-menu.tsx';

async function exportAs(format: 'csv' | 'json'): Promise<void> {
  const { text } = useHistory.getState();
  const count = await ask(thumbline.exportHistory({ text, format }));
  if (count !== null) raiseNotice({ title: historyWords('exportedCount', { count }) });
}

/** Writes what the search found to a file. */
function ExportMenu() {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet">
          {historyWords('export')} <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={[
        { label: historyWords('tableCSV'), onSelect: () => void exportAs('csv') },
        { label: historyWords('asJSON'), onSelect: () => void exportAs('json') },
      ]}
    />
  );
}

const searchAfterMs = 180;

const examples = ['status:failed', 'after:yesterday', 'size:>1MB'];

export function HistoryHead() {
  const [text, setText] = useState(useHistory((facts) => facts.text));
  const inputRef = useSearchRequest();
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => void searchHistory(text), searchAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <header className="page-head">
      <div className="page-head-row">
        <h1>{historyWords('history')}</h1>
        {thumbline.can.actsOnFound && thumbline.can.changes ? <FoundMenu /> : null}
        <ExportMenu />
        {thumbline.can.changes ? <ClearMenu /> : null}
      </div>
      <div className="history-search">
        <SearchField
          label={historyWords('searchHistory')}
          placeholder={historyWords('searchNamesOrStatusFailed')}
          value={text}
          inputRef={inputRef}
          onChange={setText}
        />
        {examples.map((example) => (
          <button
            key={example}
            type="button"
            className="history-chip"
            onClick={() => setText(`${text} ${example}`.trim())}
          >
            {example}
          </button>
        ))}
      </div>
      <FoundNote />
    </header>
  );
}

function FoundNote() {
  const total = useHistory((facts) => facts.total);
  const hint = useHistory((facts) => facts.hint);
  return (
    <p
      className="history-note"
      role="note"
      aria-live="polite"
      data-problem={hint === null ? undefined : ''}
    >
      {hint ?? (total === null ? historyWords('manyTasks') : historyWords('total', { total }))}
    </p>
  );
}
