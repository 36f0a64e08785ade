import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { TaskWith } from '../../../shared/task/task.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';
import { batchOf } from '../../store/queue-store.ts';
import { useElementSize } from '../tasks/use-element-size.ts';
import { CropCard } from './crop-card.tsx';
import { cropShapes } from './crop-shapes.ts';

const tileWidth = 148;
const tileHeight = 140;
const margin = 16;
/** Around the tiles of a card, and the line with its name. */
const frame = { width: 8, height: 48 };
const shapeNameHeight = 20;

/** All cards have room for as many shapes as any has, side by side where they fit. */
function cardSize(shapeCount: number, width: number) {
  const fitting = Math.max(1, Math.floor((width - frame.width) / tileWidth));
  const across = Math.min(shapeCount, fitting);
  const shapeHeight = tileHeight + (shapeCount > 1 ? shapeNameHeight : 0);
  return {
    width: across * tileWidth + frame.width,
    height: Math.ceil(shapeCount / across) * shapeHeight + frame.height,
  };
}

function mostShapes(tasks: readonly TaskWith<'succeeded'>[]): number {
  const recipes = new Set(tasks.flatMap((task) => batchOf(task)?.recipe ?? []));
  return Math.max(1, ...[...recipes].map((recipe) => cropShapes(recipe).length));
}

/** Every source with its crops, as many in a row as fit; only those in sight are on the page. */
export function CropGrid({ tasks }: { tasks: readonly TaskWith<'succeeded'>[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const room = useElementSize(scrollRef).width - 2 * margin;
  const shapeCount = useMemo(() => mostShapes(tasks), [tasks]);
  const card = cardSize(shapeCount, room);
  const columns = Math.max(1, Math.floor(room / card.width));
  const rows = useVirtualizer({
    count: Math.ceil(tasks.length / columns),
    getScrollElement: () => scrollRef.current,
    estimateSize: () => card.height,
    paddingStart: margin,
    paddingEnd: margin,
    overscan: 2,
  });
  // Sizes that were measured before are kept otherwise.
  useEffect(() => rows.measure(), [rows, card.height]);
  return (
    <div className="crop-grid" ref={scrollRef}>
      <ul aria-label={cropsWords('crops')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().flatMap((row) =>
          tasks.slice(row.index * columns, (row.index + 1) * columns).map((task, column) => (
            <li
              key={task.id}
              style={{
                width: card.width,
                insetInlineStart: margin + column * card.width,
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
