import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { displayName, displayPath } from '../../../shared/paths/display-path.ts';
import { bytesRangeWords } from '../../../shared/words/numbers.ts';
import { planWords } from '../../../shared/words/areas/plan.ts';
import { FileName } from '../../ui/file-name.tsx';
import { sizeWords } from '../../words/numbers.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { planFilterWords, type PlanLine } from './plan-lines.ts';

/** The last folder and the name are what tells results apart. */
function shortPath(path: string): string {
  return displayPath(path).split(/[/\\]/).slice(-2).join('/');
}

function PlanRow({ line }: { line: PlanLine }) {
  const { file, reason, action } = line;
  return (
    <div className="plan-row" data-action={action} data-first={line.isFirst ? '' : undefined}>
      <span title={displayPath(line.sourcePath)}>
        {line.isFirst ? <FileName name={displayName(line.sourcePath)} /> : null}
      </span>
      <span className="plan-action">{planFilterWords[action]}</span>
      {file === null ? (
        <span className="plan-reason" title={reason ?? undefined}>
          {reason}
        </span>
      ) : (
        <>
          <span title={displayPath(file.path)}>
            <FileName name={shortPath(file.path)} />
          </span>
          <span data-number>{sizeWords(file)}</span>
          <span>{formatWords(file.format)}</span>
          <span data-number>{bytesRangeWords(file.leastBytes, file.mostBytes)}</span>
        </>
      )}
    </div>
  );
}

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
        <span>{planWords('source')}</span>
        <span />
        <span>{planWords('result')}</span>
        <span data-number>{planWords('size')}</span>
        <span>{planWords('format')}</span>
        <span data-number>{planWords('fileAbout')}</span>
      </div>
      <div className="plan-table" ref={scrollRef}>
        <ul aria-label={planWords('plan')} style={{ height: rows.getTotalSize() }}>
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
