import './tune-panel.css';
import { useId } from 'react';
import { formats, type WritableFormat } from '../../../shared/formats/formats.ts';
import type { PreviewPicture } from '../../../shared/ipc/answers.ts';
import type { Task } from '../../../shared/task/task.ts';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Spinner } from '../../ui/skeleton.tsx';
import { Slider } from '../../ui/slider.tsx';
import { grownWords, savedWords, sizeWords } from '../../words/numbers.ts';
import { formatWords } from '../../words/recipe-words.ts';
import {
  isChanged,
  madeWith,
  type Trial,
  trialOf,
  tryOut,
  type Tunable,
  useTuning,
} from './tune-store.ts';
import { applyToBatch, applyToPicture, applyToRecipe, usePlaceInRecipe } from './use-for.ts';
import type { TrialPicture } from './use-trial.ts';

/** Those that photographs are published in; the one that was made is among them, whatever it is. */
const usualFormats: readonly WritableFormat[] = ['jpeg', 'webp', 'avif', 'png'];

interface TunePanelProps {
  task: Task;
  tunable: Tunable;
  tried: TrialPicture;
}

/** "1280 × 853 · WebP 34 · 31 KB", of what is tried. */
export function triedWords(trial: Trial, picture: PreviewPicture): string {
  const { format, quality } = trial;
  const kind = quality === null ? formatWords(format) : `${formatWords(format)} ${quality}`;
  return [sizeWords(picture), kind, bytesWords(picture.sizeBytes)].join(' · ');
}

/** How heavy the result is, or would be. */
function Weight({ task, tunable, tried }: TunePanelProps) {
  const sizeBytes = tried.picture?.sizeBytes ?? tunable.output.sizeBytes;
  const before = task.sizeBytes ?? 0;
  const saved = savedWords(before, sizeBytes);
  const grown = grownWords(before, sizeBytes);
  return (
    <p className="versus-weight" data-look={grown === null ? 'good' : 'larger'}>
      <b>
        {bytesWords(sizeBytes)} {tried.isWaiting ? <Spinner /> : null}
      </b>
      <span>
        {saved === null
          ? grown && compareWords('percentThanOriginal', { percent: grown })
          : compareWords('percentThanOriginal', { percent: saved })}
      </span>
    </p>
  );
}

function Choices({ tunable, trial }: { tunable: Tunable; trial: Trial }) {
  const id = useId();
  const made = tunable.output.format;
  const offered = usualFormats.includes(made) ? usualFormats : [made, ...usualFormats];
  const { quality, format } = trial;
  return (
    <>
      {quality === null ? null : (
        <div className="versus-quality">
          <span id={id}>{compareWords('quality')}</span>
          <output aria-labelledby={id}>{quality}</output>
          <Slider
            label={compareWords('quality')}
            value={quality}
            min={1}
            max={100}
            onChange={(chosen) => tryOut(tunable, { quality: chosen })}
          />
          <span>{compareWords('smaller')}</span>
          <span>{compareWords('sharper')}</span>
        </div>
      )}
      <div className="field">
        <span className="field-label">{compareWords('format')}</span>
        <Segmented
          label={compareWords('format')}
          isTight
          value={format}
          segments={offered.map((value) => ({ value, label: formatWords(value) }))}
          onChange={(chosen) =>
            tryOut(tunable, { format: chosen, quality: formats[chosen].writes.quality })
          }
        />
      </div>
    </>
  );
}

function Verbs({ task, tunable, trial }: { task: Task; tunable: Tunable; trial: Trial }) {
  const isIdle = !isChanged(tunable, trial);
  const place = usePlaceInRecipe(tunable);
  return (
    <div className="versus-verbs">
      <Button
        look="primary"
        disabled={isIdle}
        onClick={() => void applyToPicture(task, tunable, trial)}
      >
        {compareWords('makePictureAgain')}
      </Button>
      <Button disabled={isIdle} onClick={() => void applyToBatch(task, tunable, trial)}>
        {compareWords('makeBatchAgain')}
      </Button>
      <Button disabled={isIdle || place < 0} onClick={() => applyToRecipe(place, tunable, trial)}>
        {compareWords('putInRecipe')}
      </Button>
      {place < 0 ? (
        <p className="field-hint">
          {compareWords('recipeHasNoSuch', { name: tunable.output.name })}
        </p>
      ) : null}
    </div>
  );
}

/** Tries another quality or format on this one result, and says what to do with it. */
export function TunePanel({ task, tunable, tried }: TunePanelProps) {
  const trial = trialOf(
    tunable,
    useTuning((tuning) => tuning.trial),
  );
  const done = useTuning((tuning) => tuning.done);
  const { quality, format } = madeWith(tunable);
  const made = quality === null ? formatWords(format) : `${formatWords(format)} ${quality}`;
  return (
    <div
      className="versus-tune"
      role="group"
      aria-label={compareWords('thisPictureOnly')}
      tabIndex={0}
    >
      <h2>{compareWords('thisPictureOnly')}</h2>
      <p className="versus-tune-hint">{compareWords('madeWithMoveAndLook', { made })}</p>
      <Choices tunable={tunable} trial={trial} />
      <Weight task={task} tunable={tunable} tried={tried} />
      <div role="status" className="versus-tune-hint">
        {tried.problem ?? done}
      </div>
      <Verbs task={task} tunable={tunable} trial={trial} />
    </div>
  );
}
