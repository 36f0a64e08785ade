import '../task-list/task-row.css';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { rowPlan } from '../tasks/row-plan.ts';
import { focusRequest } from '../tasks/use-task-item.ts';
import { taskKeyHandler } from '../tasks/task-keys.ts';
import { TaskMenu } from '../tasks/task-menu.tsx';
import { BatchHead, HistoryRow } from './history-row.tsx';
import { type HistoryLine, newest } from './history-lines.ts';
import { loadMoreHistory } from '../../store/history-store.ts';

const headHeight = 52;
const rowHeight = 40;
/** More is asked for when the end is this many lines away. */
const loadAhead = 40;

interface HistoryListProps {
  lines: readonly HistoryLine[];
  tasks: readonly Task[];
  ids: readonly TaskId[];
}

export function HistoryList({ lines, tasks, ids }: HistoryListProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const focusedId = useView(({ selection }) => selection.focusedId);
  const lineOf = useMemo(() => new Map(lines.map(({ key }, index) => [key, index])), [lines]);
  const found = useMemo(() => new Map(tasks.map((task) => [task.id, task])), [tasks]);
  const focusedLine = focusedId === null ? undefined : lineOf.get(focusedId);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? headHeight : rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    paddingEnd: 24,
    overscan: 8,
    // The task that has the keyboard stays on the page when it is scrolled away.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (focusedLine === undefined || shown.includes(focusedLine)) return shown;
      return [...shown, focusedLine].sort((a, b) => a - b);
    },
  });
  const items = rows.getVirtualItems();
  const lastIndex = rows.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastIndex > lines.length - loadAhead) void loadMoreHistory();
  }, [lastIndex, lines.length]);
  const reach = (index: number) => {
    const id = ids[index];
    if (id === undefined) return;
    focusRequest.make(id);
    rows.scrollToIndex(lineOf.get(id) ?? 0);
  };
  const find = (id: TaskId) => newest(found.get(id), taskOnQueue(id));
  const pageRows = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1);
  return (
    <TaskMenu
      className="history-list"
      scrollRef={scrollRef}
      find={find}
      onKeyDown={taskKeyHandler({ ids, plan: rowPlan(ids.length, [], 1), pageRows, reach, find })}
    >
      <ul aria-label={historyWords('history')} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (line?.kind === 'task') {
            return <HistoryRow key={item.key} line={line} ids={ids} top={item.start} />;
          }
          return line ? (
            <li key={item.key} style={{ transform: `translateY(${item.start}px)` }}>
              <BatchHead batch={line.batch} />
            </li>
          ) : null;
        })}
      </ul>
    </TaskMenu>
  );
}
