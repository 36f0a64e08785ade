import '../../../../shared/no-eval.ts';
import './watermark.css';
import { useRef, useState } from 'react';
import { recogniseFormat } from '../../../../shared/formats/recognise-format.ts';
import { notOk, ok, type Result } from '../../../../shared/result.ts';
import type { NinePoint } from '../../../../shared/task/nine-points.ts';
import { largestMarkBytes, Watermark } from '../../../../shared/task/watermark.ts';
import { recipeWords } from '../../../../shared/words/areas/recipe.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Field } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Slider } from '../../../ui/slider.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { positionWords } from '../../../words/recipe-words.ts';
import { PositionGroup } from '../crop-fields.tsx';
import { useDraft } from '../draft-store.ts';
import { editRecipe } from '../edit-recipe.ts';

/** Few arguments at a time: a call takes only so many. */
const chunkBytes = 8192;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    text += String.fromCodePoint(...bytes.subarray(at, at + chunkBytes));
  }
  return btoa(text);
}

/** The file of a watermark in base64, or one line that says why it cannot be one. */
async function readMark(file: File): Promise<Result<string, string>> {
  if (file.size > largestMarkBytes) return notOk(recipeWords('choosePictureMost1MB'));
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return recogniseFormat(bytes) === null
      ? notOk(recipeWords('thumblineCannotReadChoosePicture'))
      : ok(base64Of(bytes));
  } catch {
    return notOk(recipeWords('fileCannotReadChooseAnother'));
  }
}

const kinds = [
  { value: 'none', label: recipeWords('none') },
  { value: 'text', label: recipeWords('text') },
  { value: 'picture', label: recipeWords('picture') },
] as const;
type Kind = (typeof kinds)[number]['value'];

const notes: Readonly<Record<Kind, string>> = {
  none: '',
  text: recipeWords('text'),
  picture: recipeWords('picture'),
};

type Placement = Pick<Watermark, 'position' | 'size' | 'opacity' | 'margin'>;

function place(change: Partial<Placement>): void {
  const { watermark } = useDraft.getState().recipe;
  if (watermark) editRecipe({ watermark: { ...watermark, ...change } });
}

function write(text: string): void {
  const { watermark } = useDraft.getState().recipe;
  if (watermark?.kind === 'text') editRecipe({ watermark: { ...watermark, text } });
}

/** What is drawn on every result; folded away, since most recipes have none. */
export function WatermarkField() {
  const watermark = useDraft(({ recipe }) => recipe.watermark);
  const [isChoosing, setChoosing] = useState(false);
  const kind: Kind = isChoosing ? 'picture' : (watermark?.kind ?? 'none');
  const choose = (chosen: Kind) => {
    setChoosing(chosen === 'picture' && watermark?.kind !== 'picture');
    if (chosen === 'none') editRecipe({ watermark: null });
    if (chosen === 'text' && watermark?.kind !== 'text') {
      // Where and how strongly it is drawn stays when its kind changes.
      editRecipe({ watermark: Watermark.parse({ ...watermark, kind: 'text', text: '©' }) });
    }
  };
  return (
    <Disclosure label={recipeWords('watermark')} note={notes[watermark?.kind ?? 'none']}>
      <Segmented
        label={recipeWords('watermark')}
        isTight
        value={kind}
        segments={kinds}
        onChange={choose}
      />
      {kind === 'text' && watermark?.kind === 'text' ? <MarkText text={watermark.text} /> : null}
      {kind === 'picture' ? (
        <MarkPicture
          data={watermark?.kind === 'picture' ? watermark.data : null}
          onChosen={() => setChoosing(false)}
        />
      ) : null}
      {watermark && !isChoosing ? <MarkPlacement watermark={watermark} /> : null}
    </Disclosure>
  );
}

function MarkText({ text }: { text: string }) {
  const problem = useDraft(({ problems }) => problems['watermark.text'] ?? null);
  return (
    <Field label={recipeWords('textWatermark')} error={problem}>
      {({ labelId, noteId }) => (
        <TextField
          aria-labelledby={labelId}
          aria-describedby={noteId}
          value={text}
          maxLength={100}
          isInvalid={problem !== null}
          onChange={write}
        />
      )}
    </Field>
  );
}

function MarkPicture({ data, onChosen }: { data: string | null; onChosen: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = await readMark(file);
    setProblem(read.ok ? null : read.problem);
    if (!read.ok) return;
    const { watermark } = useDraft.getState().recipe;
    const picture = { ...watermark, kind: 'picture', data: read.value };
    const parsed = Watermark.safeParse(picture);
    if (parsed.success) editRecipe({ watermark: parsed.data });
    onChosen();
  };
  return (
    <Field
      label={recipeWords('pictureWatermark')}
      hint={recipeWords('most1MBKeptRecipe')}
      error={problem}
    >
      {({ noteId }) => (
        <div className="watermark-picture">
          {data === null ? null : (
            <img
              className="checkered"
              src={`data:;base64,${data}`}
              alt={recipeWords('theWatermark')}
            />
          )}
          <Button shape="small" aria-describedby={noteId} onClick={() => input.current?.click()}>
            {data === null ? recipeWords('choosePicture') : recipeWords('chooseAnother')}
          </Button>
          <input
            ref={input}
            type="file"
            accept="image/*"
            aria-label={recipeWords('watermarkFile')}
            hidden
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </div>
      )}
    </Field>
  );
}

function MarkPlacement({ watermark }: { watermark: Watermark }) {
  const { position, size, opacity, margin } = watermark;
  return (
    <>
      <Field label={recipeWords('watermarkAt')} hint={positionWords[position]}>
        {() => (
          <PositionGroup<NinePoint>
            label={recipeWords('watermarkAt')}
            value={position}
            onChange={(chosen) => place({ position: chosen })}
          />
        )}
      </Field>
      <Percent
        label={recipeWords('width')}
        value={size}
        range={[1, 100]}
        onChange={(value) => place({ size: value })}
      />
      <Percent
        label={recipeWords('opacity')}
        value={opacity}
        range={[1, 100]}
        onChange={(value) => place({ opacity: value })}
      />
      <Percent
        label={recipeWords('margin')}
        value={margin}
        range={[0, 40]}
        onChange={(value) => place({ margin: value })}
      />
    </>
  );
}

interface PercentProps {
  label: string;
  value: number;
  range: readonly [number, number];
  onChange: (value: number) => void;
}

function Percent({ label, value, range, onChange }: PercentProps) {
  return (
    <div className="field">
      <div className="output-quality">
        <span className="field-label">{label}</span>
        <output>{value} %</output>
      </div>
      <Slider
        label={recipeWords('labelWatermark', { label })}
        value={value}
        min={range[0]}
        max={range[1]}
        valueText={recipeWords('valuePercent', { value })}
        onChange={onChange}
      />
    </div>
  );
}
