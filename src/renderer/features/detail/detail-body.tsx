import { displayPath } from '../../../shared/paths/display-path.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { sizeWords } from '../../words/numbers.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { AttemptLog } from './attempt-log.tsx';
import { DetailPicture } from './detail-picture.tsx';
import { DetailState } from './detail-state.tsx';
import { HtmlNote } from './html-note.tsx';
import { OutputRows } from './output-rows.tsx';
import { RecipeFacts } from './recipe-facts.tsx';
import { Timeline } from './timeline.tsx';

export function DetailBody({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const facts = [
    task.status === 'succeeded'
      ? `${sizeWords(task.source)} ${formatWords(task.source.format)}`
      : null,
    task.sizeBytes === null ? null : bytesWords(task.sizeBytes),
  ].filter((fact) => fact !== null);
  return (
    <div className="detail-body" role="group" aria-label="About this task" tabIndex={0}>
      <DetailPicture task={task} />
      <DetailState detail={detail} />
      <OutputRows task={task} />
      <HtmlNote task={task} />
      <section className="detail-section">
        <h3>Source</h3>
        <div className="detail-path selectable">
          <bdi>{displayPath(task.sourcePath)}</bdi>
        </div>
        {facts.length > 0 ? <div className="detail-output-facts">{facts.join(' · ')}</div> : null}
      </section>
      <RecipeFacts batch={detail.batch} />
      <Timeline detail={detail} />
      <AttemptLog attempts={detail.attempts} />
    </div>
  );
}
