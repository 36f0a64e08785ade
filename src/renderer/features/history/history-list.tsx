import '../task-list/task-row.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { BatchHead } from './batch-head.tsx';
import type { HistoryLine } from './history-lines.ts';
import { HistoryRow } from './history-row.tsx';
import { loadMoreHistory } from './history-store.ts';

const headHeight = 52;
const rowHeight = 40;
/** More is asked for when the end is this many lines away. */
const loadAhead = 40;

export function HistoryList({ lines }: { lines: readonly HistoryLine[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? headHeight : rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    paddingEnd: 24,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex > lines.length - loadAhead) void loadMoreHistory();
  }, [lastIndex, lines.length]);
  return (
    <div className="history-list" ref={scrollRef}>
      <ul aria-label="History" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          return line ? (
            <li key={item.key} style={{ transform: `translateY(${item.start}px)` }}>
              {line.kind === 'head' ? (
                <BatchHead batch={line.batch} />
              ) : (
                <HistoryRow task={line.task} />
              )}
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
