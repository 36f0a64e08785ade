import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { PlanLine } from './plan-lines.ts';
import { PlanRow } from './plan-row.tsx';

const rowHeight = 32;

/** Source → files, a line each; only those in sight are on the page. */
export function PlanTable({ lines }: { lines: readonly PlanLine[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => lines[index]?.key ?? index,
    paddingEnd: 16,
    overscan: 10,
  });
  return (
    <>
      <div className="plan-row plan-heads" aria-hidden>
        <span>Source</span>
        <span />
        <span>Result</span>
        <span data-number>Size</span>
        <span>Format</span>
        <span data-number>File, about</span>
      </div>
      <div className="plan-table" ref={scrollRef}>
        <ul aria-label="Plan" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return line ? (
              <li key={item.key} style={{ transform: `translateY(${item.start}px)` }}>
                <PlanRow line={line} />
              </li>
            ) : null;
          })}
        </ul>
      </div>
    </>
  );
}
