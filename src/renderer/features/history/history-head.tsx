import { useEffect, useRef, useState } from 'react';
import { useView } from '../../store/view-store.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { ClearMenu } from './clear-menu.tsx';
import { ExportMenu } from './export-menu.tsx';
import { searchHistory, useHistory } from '../../store/history-store.ts';

const searchAfterMs = 180;

const examples = ['status:failed', 'after:yesterday', 'size:>1MB'];

export function HistoryHead() {
  const [text, setText] = useState(useHistory((facts) => facts.text));
  const requests = useView((view) => view.searchRequests);
  const inputRef = useRef<HTMLInputElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => void searchHistory(text), searchAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (requests > 0) inputRef.current?.select();
  }, [requests]);
  return (
    <header className="page-head">
      <div className="page-head-row">
        <h1>History</h1>
        <ExportMenu />
        <ClearMenu />
      </div>
      <div className="history-search">
        <SearchField
          label="Search history"
          placeholder="Search names, or status:failed"
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
      {hint ?? plural(total, 'task')}
    </p>
  );
}
