import './batch-head.css';
import { ChevronDown, EyeOff, Folder, Layers2 } from 'lucide-react';
import { memo } from 'react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { otherEndsWords, settledOf, type Tally, totalOf } from '../../../shared/task/tally.ts';
import type { BatchId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { bytesWords, countWords } from '../../../shared/words/numbers.ts';
import { thumbline } from '../../store/bridge.ts';
import { useBatch, useBatchSum } from '../../store/queue-store.ts';
import type { TaskSum } from '../../store/task-sum.ts';
import { useView } from '../../store/view-store.ts';
import { foldBatch } from '../../store/visible-ids.ts';
import { CountedUp } from '../../ui/counted-up.tsx';
import { Spinner } from '../../ui/skeleton.tsx';
import { savedWords } from '../../words/numbers.ts';
import { BatchActions } from './batch-actions.tsx';
import { ProgressParts } from './progress-parts.tsx';

/** Where a recipe puts what it makes. */
function placeWords({ destination }: Recipe): string {
  if (destination.kind === 'desktop-cache') return queueWords('placeOfDesktop');
  if (destination.kind === 'folder') return displayPath(destination.path);
  return destination.folderName === ''
    ? queueWords('besideEach')
    : queueWords('folderBesideEach', { folder: displayPath(destination.folderName) });
}

/** Stands above the tasks of a batch where there are several: what it is, how far it is, and the one thing to do next. */
export const BatchHead = memo(function BatchHead({ batchId }: { batchId: BatchId }) {
  const batch = useBatch(batchId);
  return batch ? <KnownBatchHead batch={batch} /> : null;
});

function KnownBatchHead({ batch }: { batch: Batch }) {
  const sum = useBatchSum(batch.id);
  const isFolded = useView(({ foldedBatches }) => foldedBatches.has(batch.id));
  const title = displayPath(batch.title);
  const { tally } = sum;
  const isDone = settledOf(tally) === totalOf(tally) && !batch.isWalking;
  const isWhole = isDone && tally.failed + tally.cancelled === 0;
  return (
    <div className="batch-head">
      <div className="batch-head-words">
        <div className="batch-head-line">
          <h2>
            <button
              type="button"
              className="batch-head-fold"
              aria-expanded={!isFolded}
              title={title}
              onClick={() => foldBatch(batch.id, !isFolded)}
            >
              <ChevronDown size={16} aria-hidden />
              <bdi>{title}</bdi>
            </button>
          </h2>
          <BatchMeta recipe={batch.recipe} />
        </div>
        <BatchFacts batch={batch} sum={sum} />
      </div>
      <BatchActions batch={batch} sum={sum} title={title} />
      <div
        className="batch-progress batch-head-progress"
        data-done={isDone ? '' : undefined}
        data-whole={isWhole ? '' : undefined}
        data-paused={batch.isPaused && !isDone ? '' : undefined}
        aria-hidden
      >
        <ProgressParts tally={tally} />
      </div>
    </div>
  );
}

/** Which recipe, and where its results go, if that is the recipe's to say. */
export function BatchMeta({ recipe }: { recipe: Recipe }) {
  const place = thumbline.can.destination ? placeWords(recipe) : null;
  const words = queueWords('recipeSizes', { name: recipe.name, count: recipe.outputs.length });
  return (
    <>
      <span className="batch-head-meta" title={words}>
        <Layers2 size={13} aria-hidden />
        <span>{words}</span>
      </span>
      {place === null ? null : (
        <span className="batch-head-meta" title={place}>
          <Folder size={13} aria-hidden />
          <bdi>{place}</bdi>
        </span>
      )}
    </>
  );
}

/** How many are done, and how many ended otherwise. */
export function CountFacts({ tally }: { tally: Tally }) {
  return (
    <>
      <span>
        {tasksWords.parts('succeededTotalDone', {
          succeeded: <b key="done">{countWords(tally.succeeded)}</b>,
          total: totalOf(tally),
        })}
      </span>
      {otherEndsWords({ ...tally, failed: 0 }).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {tally.failed > 0 ? <b data-bad>{queueWords('failed', { count: tally.failed })}</b> : null}
    </>
  );
}

function BatchFacts({ batch, sum }: { batch: Batch; sum: TaskSum }) {
  const { tally, bytes } = sum;
  const [settled, total] = [settledOf(tally), totalOf(tally)];
  const isPaused = batch.isPaused && (settled < total || batch.isWalking);
  return (
    <div className="queue-facts batch-head-facts">
      {batch.isPrivate ? <PrivateFact /> : null}
      {batch.isWalking ? <Spinner /> : null}
      {isPaused ? <b>{queueWords('paused')}</b> : null}
      {tally.succeeded < total ? (
        <CountFacts tally={tally} />
      ) : (
        <span>{queueWords('pictures', { count: total })}</span>
      )}
      {bytes.outBytes > 0 ? <LighterFact {...bytes} /> : null}
      {batch.undoneAt === null ? null : <b>{queueWords('undone')}</b>}
    </div>
  );
}

/** Nothing of it is remembered. */
export function PrivateFact() {
  return (
    <span className="private-fact" title={queueWords('notRememberedHint')}>
      <EyeOff size={13} aria-hidden /> {queueWords('notRemembered')}
    </span>
  );
}

interface LighterFactProps extends Readonly<TaskSum['bytes']> {
  /** The number counts up to what it is. */
  isCounted?: boolean;
}

/** How much less room the results take than their originals; or more. */
export function LighterFact({ inBytes, outBytes, isCounted = false }: LighterFactProps) {
  const saved = savedWords(inBytes, outBytes);
  const difference = Math.abs(inBytes - outBytes);
  const size = (
    <b key="size">
      {isCounted ? <CountedUp value={difference} wordsOf={bytesWords} /> : bytesWords(difference)}
    </b>
  );
  return (
    <span>
      {saved === null
        ? queueWords.parts('larger', { size })
        : queueWords.parts('lighter', { size, saved })}
    </span>
  );
}
