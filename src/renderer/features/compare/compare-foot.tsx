import './compare-foot.css';
import { GripVertical, Minus, Plus } from 'lucide-react';
import { hasQuality } from '../../../shared/formats/formats.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { thumbline } from '../../store/bridge.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { grownWords, savedWords, sizeWords } from '../../words/numbers.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { dragOfOutput } from '../tasks/drag-results.ts';
import type { Compared, Side } from './compare-sides.ts';
import { useCompare } from './compare-store.ts';
import { type Shape, stepped, zoomOf } from './compare-view.ts';

const zooms = [
  { value: 'fit', label: compareWords('fit') },
  { value: '1', label: '1:1' },
  { value: '2', label: '2:1' },
] as const;

/** The quality that was found for this picture, or what the recipe says; null where there is none. */
function qualityOf({ name, format, quality }: Output, recipe: Recipe | null): number | null {
  if (quality !== undefined) return quality;
  const asked = recipe?.outputs.find((one) => one.name === name);
  return asked && !asked.looksSame && hasQuality(format, asked) ? asked.quality : null;
}

/** "1280 × 853 · WebP 34 · 31 KB". */
function outputFacts(output: Output, recipe: Recipe | null): string {
  const { format, sizeBytes, ...size } = output;
  const quality = qualityOf(output, recipe);
  const kind = quality === null ? formatWords(format) : `${formatWords(format)} ${quality}`;
  return [sizeWords(size), kind, bytesWords(sizeBytes)].join(' · ');
}

function sourceFacts(task: Task): string {
  const known = task.status === 'succeeded' ? task.source : null;
  return [
    known && sizeWords(known),
    known && formatWords(known.format),
    task.sizeBytes === null ? null : bytesWords(task.sizeBytes),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function factsOf({ task, recipe }: Compared, side: Side): string {
  if (side === 'source') return sourceFacts(task);
  const output = outputsOf(task)[side];
  return output ? outputFacts(output, recipe) : '';
}

interface CaptionsProps {
  compared: Compared;
  /** What stands right in place of the result. */
  tried: string | null;
  left: Side;
  right: number;
}

/** What the left picture is, and others that it could be. */
function LeftChoice({ compared, left, right }: Omit<CaptionsProps, 'tried'>) {
  const outputs = outputsOf(compared.task);
  if (outputs.length < 2) return <b>{compareWords('original')}</b>;
  const choices = [
    { value: 'source', label: compareWords('original') },
    ...[...outputs.entries()]
      .filter(([at]) => at !== right)
      .map(([at, { name }]) => ({ value: String(at), label: name })),
  ];
  return (
    <Select
      label={compareWords('leftPicture')}
      value={String(left)}
      choices={choices}
      onChange={(value) =>
        useCompare.setState({ left: value === 'source' ? value : Number(value) })
      }
    />
  );
}

/** How close it is looked at: at the start of the foot, whose end is for notices. */
export function CompareFoot({ shape }: { shape: Shape }) {
  const view = useCompare((compare) => compare.view);
  const percent = Math.round(zoomOf(view, shape) * 100);
  const step = (direction: 1 | -1) =>
    useCompare.setState({ view: stepped(view, direction, shape) });
  return (
    <footer className="versus-foot">
      <IconButton
        label={compareWords('farther')}
        keys="−"
        icon={<Minus size={15} />}
        onClick={() => step(-1)}
      />
      <Segmented
        label={compareWords('zoomPercent', { percent })}
        value={String(view.zoom)}
        segments={zooms}
        onChange={(value) =>
          useCompare.setState({ view: { ...view, zoom: value === 'fit' ? value : Number(value) } })
        }
      />
      <IconButton
        label={compareWords('closer')}
        keys="+"
        icon={<Plus size={15} />}
        onClick={() => step(1)}
      />
    </footer>
  );
}

/** What the right picture is; its file is dragged from here. What is only tried has none. */
function MadeCaption({ compared, right, tried }: Omit<CaptionsProps, 'left'>) {
  const { task } = compared;
  const isFile = tried === null && thumbline.can.handsOut;
  return (
    <div
      className="versus-caption"
      data-end=""
      {...(isFile && { title: compareWords('dragOut'), ...dragOfOutput(task.id, right) })}
    >
      <b>
        {isFile ? <GripVertical size={13} aria-hidden /> : null}
        {outputsOf(task)[right]?.name}
      </b>
      <span>{tried ?? factsOf(compared, right)}</span>
    </div>
  );
}

/** What is left and right, below the pictures and not on them. */
export function CompareCaptions({ compared, left, right, tried }: CaptionsProps) {
  return (
    <div className="versus-captions">
      <div className="versus-caption">
        <LeftChoice compared={compared} left={left} right={right} />
        <span>{factsOf(compared, left)}</span>
      </div>
      <MadeCaption compared={compared} right={right} tried={tried} />
    </div>
  );
}

function weightOf(task: Task, { sizeBytes }: Output): string {
  const before = task.sizeBytes ?? 0;
  const change = savedWords(before, sizeBytes) ?? grownWords(before, sizeBytes);
  return [bytesWords(sizeBytes), change].filter((part) => part !== null).join(', ');
}

const bringIntoSight = (element: Element | null) =>
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Every result of the picture; the one that is looked at is pressed. */
export function CompareResults({ compared, right }: Pick<CaptionsProps, 'compared' | 'right'>) {
  const { task } = compared;
  const outputs = outputsOf(task);
  if (outputs.length < 2) return null;
  return (
    <ul className="versus-results" aria-label={compareWords('results')}>
      {[...outputs.entries()].map(([at, output]) => (
        <li key={output.path} {...dragOfOutput(task.id, at)}>
          <button
            type="button"
            className="versus-result"
            aria-pressed={at === right}
            ref={at === right ? bringIntoSight : undefined}
            onClick={() => useCompare.setState({ right: at })}
          >
            <b>{output.name}</b>
            <span className="versus-result-kind">
              {sizeWords(output)} · {formatWords(output.format)}
            </span>
            <span>{weightOf(task, output)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
