import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import { htmlOf, iconLinks } from '../../../shared/task/srcset.ts';
import { type Recipe, workOf } from '../../../shared/task/recipe.ts';
import type { Attempt, SourceImage, Task } from '../../../shared/task/task.ts';
import { bytesWords, countWords } from '../../../shared/words/numbers.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { sizeWords } from '../../words/numbers.ts';
import { outputWords, recipeNotes } from '../../words/recipe-summary.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { copyResults } from '../tasks/copy-results.tsx';
import { DetailPicture } from './detail-picture.tsx';
import { DetailState } from './detail-state.tsx';
import { OutputRows } from './output-rows.tsx';
import { Timeline } from './timeline.tsx';

/** The decoder's own words, for those who want them. */
function AttemptLog({ attempts }: { attempts: readonly Attempt[] }) {
  const told = attempts.filter((attempt) => attempt.log !== null && attempt.log !== '');
  if (told.length === 0) return null;
  return (
    <details className="detail-log">
      <summary>{detailWords('technicalDetails')}</summary>
      {told.map((attempt) => (
        <pre key={attempt.attempt} className="selectable">
          {attempt.log}
        </pre>
      ))}
    </details>
  );
}

/** What the task was to make. */
function RecipeFacts({ batch: { recipe } }: { batch: Batch }) {
  const notes = recipeNotes(recipe, thumbline.can.destination);
  return (
    <section className="detail-section">
      <h3>{detailWords('recipe', { name: recipe.name })}</h3>
      <dl className="detail-recipe selectable">
        {recipe.outputs.map((output) => (
          <div key={output.name}>
            <dt>{output.name}</dt>
            <dd>{outputWords(output)}</dd>
          </div>
        ))}
      </dl>
      {notes.length === 0 ? null : (
        <p className="detail-output-facts selectable">{notes.join(' · ')}</p>
      )}
    </section>
  );
}

/** The lines of HTML that a web page needs for what was made: icons of a site, or sizes to choose among. */
function HtmlNote({ task }: { task: Task }) {
  if (task.status !== 'succeeded' || task.outputs.length < 2) return null;
  const isForHead = iconLinks(task.outputs) !== null;
  const snippet = htmlOf(task.outputs);
  if (snippet === null) return null;
  return (
    <div className="detail-log">
      <Disclosure label={isForHead ? detailWords('htmlHeadYourPages') : detailWords('htmlWebPage')}>
        <pre className="selectable detail-snippet">{snippet}</pre>
        {thumbline.can.handsOut ? (
          <Button
            shape="small"
            onClick={() => void copyResults('html', { taskIds: [task.id], output: null })}
          >
            {detailWords('copyHtml')}
          </Button>
        ) : null}
      </Disclosure>
    </div>
  );
}

/** "page 2 of 5"; nothing of what has no pages. */
function pagesWords({ pages }: SourceImage, recipe: Recipe): string | null {
  const { page } = workOf(recipe);
  return pages === undefined
    ? null
    : detailWords('pageCountCount2', { count: countWords(page), count2: countWords(pages) });
}

export function DetailBody({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const facts = [
    task.status === 'succeeded'
      ? `${sizeWords(task.source)} ${formatWords(task.source.format)}`
      : null,
    task.status === 'succeeded' ? pagesWords(task.source, detail.batch.recipe) : null,
    task.sizeBytes === null ? null : bytesWords(task.sizeBytes),
  ].filter((fact) => fact !== null);
  return (
    <div className="detail-body" role="group" aria-label={detailWords('aboutTask')} tabIndex={0}>
      <DetailPicture task={task} />
      <DetailState detail={detail} />
      <OutputRows task={task} />
      <HtmlNote task={task} />
      <section className="detail-section">
        <h3>{detailWords('source')}</h3>
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
