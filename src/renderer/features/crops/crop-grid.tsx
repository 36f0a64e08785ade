import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { TaskWith } from '../../../shared/task/task.ts';
import { useElementSize } from '../tasks/use-element-size.ts';
import { CropCard } from './crop-card.tsx';

const cardWidth = 156;
const rowHeight = 188;
const margin = 16;

/** Every crop, as many in a row as fit; only those in sight are on the page. */
export function CropGrid({ tasks }: { tasks: readonly TaskWith<'succeeded'>[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scrollRef);
  const columns = Math.max(1, Math.floor((width - 2 * margin) / cardWidth));
  const rows = useVirtualizer({
    count: Math.ceil(tasks.length / columns),
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    paddingStart: margin,
    paddingEnd: margin,
    overscan: 2,
  });
  return (
    <div className="crop-grid" ref={scrollRef}>
      <ul aria-label="Crops" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().flatMap((row) =>
          tasks.slice(row.index * columns, (row.index + 1) * columns).map((task, column) => (
            <li
              key={task.id}
              style={{
                width: cardWidth,
                insetInlineStart: margin + column * cardWidth,
                transform: `translateY(${row.start}px)`,
              }}
            >
              <CropCard task={task} />
            </li>
          )),
        )}
      </ul>
    </div>
  );
}
