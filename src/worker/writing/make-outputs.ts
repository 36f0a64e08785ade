import type { Buffer } from 'node:buffer';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { type ResultNote, resultNotes } from '../../shared/task/failure.ts';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { OutputFault, WrittenOutput } from '../../shared/worker/messages.ts';
import type { Header, Picture } from '../decoding/decoder.ts';
import { isEnlarged, type OutputPlan } from '../imaging/output-plan.ts';
import { type RenderedFile, tooLarge } from '../imaging/render-output.ts';
import { type Rendered, renderOutputs, type RenderOptions } from '../imaging/render-outputs.ts';
import { loadPlaceholder } from '../imaging/placeholder/load-placeholder.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { checkOutput } from './check-output.ts';
import { seemsBlank } from './seems-blank.ts';
import { type TextEntry, withPngText } from './png-text.ts';

/** An output that is not wanted is left out. */
export interface OutputOrder extends OutputPlan {
  readonly isWanted: boolean;
}

/** What was made, in memory. */
export interface Made {
  readonly outputs: readonly (WrittenOutput | null)[];
  readonly files: readonly (Buffer | null)[];
  readonly notes: readonly ResultNote[];
  readonly faults: readonly OutputFault[];
}

/** What to do with the pixels besides encoding them. */
export interface MakeOptions {
  readonly render: RenderOptions;
  /** What each file says of its source when they are the desktop's thumbnails. */
  readonly desktopText: readonly TextEntry[] | null;
}

interface MadeOutput {
  readonly output: WrittenOutput;
  readonly file: Buffer;
}

/** A file that is not what was promised never leaves. */
async function checked(
  { recipe }: OutputPlan,
  { file: rendered, made, left }: RenderedFile,
  { desktopText, render }: MakeOptions,
): Promise<Result<MadeOutput, Refusal>> {
  const file = desktopText ? withPngText(rendered, desktopText) : rendered;
  // The desktop's text comes on top of what was rendered within the limit.
  const { maxBytes } = recipe;
  if (maxBytes !== null && file.length > maxBytes) return tooLarge(maxBytes);
  const fault = await checkOutput(file, made);
  if (fault !== null) return refuse('internal', null, fault);
  const placeholder = await loadPlaceholder(file, made.format, render.work);
  const said = { ...left, ...(placeholder && { placeholder }) };
  return ok({ output: { ...made, sizeBytes: file.length, ...said }, file });
}

const isDrawing = ({ format }: Header) => format === 'svg' || format === 'pdf';

const asksForFrames = ({ recipe }: OutputPlan) => recipe.animation === 'keep';

interface Outcome extends Rendered {
  readonly isDoubtful: boolean;
  readonly wanted: readonly OutputPlan[];
  readonly options: MakeOptions;
}

function notesOf(
  { header, notes: known = [] }: Picture,
  { files, isDamaged, isDoubtful, wanted, options }: Outcome,
): ResultNote[] {
  const made = files.flatMap((file) => (file.ok ? [file.value] : []));
  // The desktop wants its thumbnails as they are.
  const isCompared = !isDrawing(header) && options.desktopText === null;
  const isLarger = ({ file, made: { format } }: RenderedFile) =>
    file.length > options.render.source.length && !isIconFormat(format);
  const applies: Readonly<Record<ResultNote, boolean>> = {
    damaged: isDamaged,
    doubtful: isDoubtful || known.includes('doubtful'),
    incomplete: known.includes('incomplete'),
    // Who wants one picture of it gets what was asked for.
    'first-frame-only': known.includes('first-frame-only') && wanted.some(asksForFrames),
    'gain-map-dropped': known.includes('gain-map-dropped'),
    // Only history and servers of before the limit was kept say this.
    'larger-than-asked': false,
    enlarged: wanted.some((plan, at) => files[at]?.ok && isEnlarged(plan, header)),
    'larger-than-source': isCompared && made.some(isLarger),
    'original-kept': made.some(({ isOriginal }) => isOriginal),
  };
  return resultNotes.filter((note) => applies[note]);
}

/** What another decoder makes of a picture that came out blank; null where there is none, or it sees no more. */
async function bySecondOpinion(
  picture: Picture,
  orders: readonly OutputOrder[],
  options: MakeOptions,
): Promise<Made | null> {
  const opened = await picture.secondOpinion?.();
  if (!opened?.ok) return null;
  const { width, height } = opened.value.header;
  if (width !== picture.header.width || height !== picture.header.height) return null;
  const made = await makeOutputs(opened.value, orders, options);
  return made.ok && made.value.faults.length === 0 && !made.value.notes.includes('doubtful')
    ? made.value
    : null;
}

/**
 * Makes every output that is wanted, from one decode. One that does not work is named among the faults and the
 * others stay; when none works, the first one's reason is that of all.
 */
export async function makeOutputs(
  picture: Picture,
  orders: readonly OutputOrder[],
  options: MakeOptions,
): Promise<Result<Made, Refusal>> {
  const wanted = orders.filter(({ isWanted }) => isWanted);
  const none = orders.map(() => null);
  if (wanted.length === 0) return ok({ outputs: none, files: none, notes: [], faults: [] });
  const rendered = await renderOutputs(picture, wanted, options.render);
  if (!rendered.ok) return rendered;
  const results = new Map<OutputOrder, Result<MadeOutput, Refusal>>();
  for (const [at, order] of wanted.entries()) {
    const file = rendered.value.files[at];
    if (file) results.set(order, file.ok ? await checked(order, file.value, options) : file);
  }
  const problems = [...results.values()].flatMap((result) => (result.ok ? [] : [result.problem]));
  if (problems[0] && problems.length === wanted.length) return notOk(problems[0]);
  const made = orders.map((order) => {
    const result = results.get(order);
    return result?.ok ? result.value : null;
  });
  // All outputs are of the same pixels.
  const first = made.find((one) => one && !isIconFormat(one.output.format));
  const isDoubtful = first
    ? await seemsBlank({ ...first.output, file: first.file }, options.render.source, picture.header)
    : false;
  const other = isDoubtful ? await bySecondOpinion(picture, orders, options) : null;
  if (other) return ok(other);
  return ok({
    outputs: made.map((one) => one && one.output),
    files: made.map((one) => one && one.file),
    notes: notesOf(picture, { ...rendered.value, isDoubtful, wanted, options }),
    faults: orders.flatMap((order, output) => {
      const result = results.get(order);
      return result && !result.ok ? [{ output, ...result.problem }] : [];
    }),
  });
}
