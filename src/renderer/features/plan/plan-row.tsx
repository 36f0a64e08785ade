import { displayName, displayPath } from '../../../shared/paths/display-path.ts';
import { FileName } from '../../ui/file-name.tsx';
import { bytesRangeWords } from '../../../shared/words/numbers.ts';
import { sizeWords } from '../../words/numbers.ts';
import { planFilterWords, type PlanLine } from './plan-lines.ts';
import { formatWords } from '../../words/recipe-words.ts';

/** The last folder and the name are what tells results apart. */
function shortPath(path: string): string {
  return displayPath(path).split(/[/\\]/).slice(-2).join('/');
}

export function PlanRow({ line }: { line: PlanLine }) {
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
