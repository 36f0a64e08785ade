import './compare.css';
import { Dialog } from '@base-ui/react/dialog';
import { ArrowLeft, ChevronLeft, ChevronRight, SlidersHorizontal } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { language } from '../../../shared/words/language.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { useHistory } from '../../store/history-store.ts';
import { taskOnQueue, useQueue } from '../../store/queue-store.ts';
import { useThrottled } from '../../store/throttle.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { Button } from '../../ui/button.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { canCompare } from '../tasks/compare.ts';
import { useElementSize } from '../tasks/use-element-size.ts';
import { CompareCaptions, CompareFoot, CompareResults } from './compare-foot.tsx';
import { type Compared, firstResult, layerOf, type Side, trialLayer } from './compare-sides.ts';
import { CompareStage } from './compare-stage.tsx';
import {
  beginCompare,
  compareNext,
  type FindTask,
  neighbour,
  useCompare,
} from './compare-store.ts';
import type { Pane } from './compare-view.ts';
import { triedWords, TunePanel } from './tune-panel.tsx';
import { stepQuality, tunableOf, useTuning } from './tune-store.ts';
import { useCompareKeys } from './use-compare-keys.ts';
import { useCompared } from './use-compared.ts';
import { useTrial } from './use-trial.ts';

const modes = [
  { value: 'slider', label: compareWords('slider') },
  { value: 'side', label: compareWords('sideBySide') },
] as const;

/** Between two pictures side by side. CSS pixels. */
const gap = 4;

/** What "previous" and "next" go through: the list below. */
interface Series {
  readonly ids: readonly TaskId[];
  readonly find: FindTask;
}

const findInHistory: FindTask = (id) => useHistory.getState().tasks.find((task) => task.id === id);

function useSeries(): Series {
  const isHistory = useView(({ place }) => place === 'history');
  const found = useHistory(({ tasks }) => tasks);
  const queued = useVisibleIds();
  return useMemo(
    () =>
      isHistory
        ? { ids: found.map(({ id }) => id), find: findInHistory }
        : { ids: queued, find: taskOnQueue },
    [isHistory, found, queued],
  );
}

const close = () => useView.getState().compare(null);

/** The keyboard goes back to the card of the picture that was looked at last, unless a search wants it. */
function focusAfter(id: TaskId): HTMLElement | boolean {
  const isSearching = document.activeElement instanceof HTMLInputElement;
  if (useView.getState().wantsSearch || isSearching) return false;
  return document.querySelector<HTMLElement>(`[data-task-id="${id}"]`) ?? true;
}

/** A source beside its result, or two results, as large as the window. */
export function ComparePlace({ id }: { id: TaskId }) {
  const ref = useRef<HTMLDivElement>(null);
  const compared = useCompared(id);
  const series = useSeries();
  const isGone = compared !== null && outputsOf(compared.task).length === 0;
  useEffect(beginCompare, []);
  useEffect(() => {
    if (isGone) close();
  }, [isGone]);
  const name = compared ? displayName(compared.task.sourcePath) : '';
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={ref}
          className="versus-place"
          aria-label={compareWords('compareName', { name })}
          initialFocus={ref}
          finalFocus={() => focusAfter(id)}
        >
          {compared && !isGone ? (
            <ComparedPicture popupRef={ref} compared={compared} name={name} {...series} />
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Often enough while more are being made; a list may be long. */
const countMs = 1000;

/** "2 of 7", of those that can be compared; null where this one is out of the list meanwhile. */
function usePlaceWords({ id }: Task, { ids, find }: Series): string | null {
  const version = useThrottled(
    useQueue((facts) => facts.version),
    countMs,
  );
  const made = useMemo(
    () => (version >= 0 ? ids.filter((one) => canCompare(find(one))) : []),
    [ids, find, version],
  );
  const at = made.indexOf(id);
  if (at < 0) return null;
  return compareWords('placeOfCount', {
    place: countWords(at + 1),
    count: countWords(made.length),
  });
}

interface ComparedPictureProps extends Series {
  popupRef: RefObject<HTMLElement | null>;
  compared: Compared;
  name: string;
}

/** Those chosen before, as far as this picture has them. */
function useSides(compared: Compared): { readonly left: Side; readonly right: number } {
  const left = useCompare((compare) => compare.left);
  const right = useCompare((compare) => compare.right);
  const { length } = outputsOf(compared.task);
  const after = right !== null && right < length ? right : firstResult(compared.task);
  const before = left !== 'source' && (left >= length || left === after) ? 'source' : left;
  return { left: before, right: after };
}

function ComparedPicture({ popupRef, compared, name, ids, find }: ComparedPictureProps) {
  const { task } = compared;
  const { left, right } = useSides(compared);
  const mode = useCompare((compare) => compare.mode);
  const stageRef = useRef<HTMLDivElement>(null);
  const stage = useElementSize(stageRef);
  const pane: Pane = {
    width: mode === 'side' ? Math.floor((stage.width - gap) / 2) : stage.width,
    height: stage.height,
    density: devicePixelRatio,
  };
  const index = ids.indexOf(task.id);
  const [previous, next] = useMemo(
    () => [neighbour(ids, index, { step: -1, find }), neighbour(ids, index, { step: 1, find })],
    [ids, index, find],
  );
  const isTuning = useTuning((tuning) => tuning.isOpen);
  const tunable = useMemo(() => tunableOf(compared, right), [compared, right]);
  const tried = useTrial(tunable);
  const before = layerOf(compared, left, right);
  const made = layerOf(compared, right, right);
  const after = tried.picture ? trialLayer(tried.picture) : made;
  const frame = outputsOf(task)[right] ?? { width: 1, height: 1 };
  const shape = { frame, pane };
  useCompareKeys(popupRef, {
    shape,
    resultCount: outputsOf(task).length,
    onPrevious: () => compareNext(previous),
    onNext: () => compareNext(next),
    onQuality: (by) => tunable && stepQuality(tunable, by),
    onClose: close,
  });
  const isRtl = language().direction === 'rtl';
  const place = usePlaceWords(task, { ids, find });
  return (
    <div className="versus">
      <header className="versus-head">
        <IconButton
          label={compareWords('back')}
          keys={compareWords('esc')}
          icon={<ArrowLeft size={16} />}
          onClick={close}
        />
        <h1>
          <FileName name={name} />
        </h1>
        <span className="versus-count">{place}</span>
        <IconButton
          label={compareWords('previousPicture')}
          keys={isRtl ? '→' : '←'}
          icon={<ChevronLeft size={16} />}
          disabled={previous === undefined}
          onClick={() => compareNext(previous)}
        />
        <IconButton
          label={compareWords('nextPicture')}
          keys={isRtl ? '←' : '→'}
          icon={<ChevronRight size={16} />}
          disabled={next === undefined}
          onClick={() => compareNext(next)}
        />
        <div className="versus-modes">
          <Button
            look="quiet"
            aria-label={compareWords('quality')}
            aria-pressed={isTuning}
            onClick={() => useTuning.setState({ isOpen: !isTuning })}
          >
            <SlidersHorizontal size={14} aria-hidden />
            <span>{compareWords('quality')}</span>
          </Button>
          <Segmented
            label={compareWords('howToCompare')}
            isUneven
            value={mode}
            segments={modes}
            onChange={(chosen) => useCompare.setState({ mode: chosen })}
          />
        </div>
      </header>
      <div className="versus-body">
        <div className="versus-look">
          {before && after ? (
            <CompareStage stageRef={stageRef} left={before} right={after} shape={shape} />
          ) : null}
          <CompareCaptions
            compared={compared}
            left={left}
            right={right}
            tried={tried.trial && tried.picture && triedWords(tried.trial, tried.picture)}
          />
          <CompareResults compared={compared} right={right} />
        </div>
        {isTuning && tunable ? <TunePanel task={task} tunable={tunable} tried={tried} /> : null}
      </div>
      <CompareFoot shape={shape} />
      <p className="visually-hidden" role="status">
        {place === null ? name : `${name}, ${place}`}
      </p>
    </div>
  );
}
