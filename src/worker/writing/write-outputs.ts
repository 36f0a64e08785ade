import { notOk, ok, type Result } from '../../shared/result.ts';
import { type ResultNote, resultNotes } from '../../shared/task/failure.ts';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { OutputFault, WrittenOutput } from '../../shared/worker/messages.ts';
import type { Header, Picture } from '../decoding/decoder.ts';
import { isEnlarged, type OutputPlan } from '../imaging/plan-output.ts';
import { type RenderedFile, tooLarge } from '../imaging/render-output.ts';
import { type Rendered, renderOutputs, type RenderOptions } from '../imaging/render-outputs.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { checkOutput } from './check-output.ts';
import { type TextEntry, withPngText } from './png-text.ts';
import { writeTemporary } from './write-temporary.ts';

/** `path` is where to write it; null leaves it out. */
export interface OutputOrder extends OutputPlan {
  readonly path: string | null;
}
type Wanted = OutputPlan & { readonly path: string };

export interface Written {
  readonly outputs: readonly (WrittenOutput | null)[];
  readonly notes: readonly ResultNote[];
  readonly faults: readonly OutputFault[];
}

/** What to do with the pixels besides writing them. */
export interface WriteOptions {
  readonly render: RenderOptions;
  readonly sourceBytes: number;
  /** What each file says of its source when they are the desktop's thumbnails; then only their owner may read them. */
  readonly desktopText: readonly TextEntry[] | null;
}

const ownerOnly = 0o600;

/** A file that is not what was promised is never written. */
async function writeChecked(
  { path, recipe }: Wanted,
  { file: rendered, made, left }: RenderedFile,
  { desktopText }: WriteOptions,
): Promise<Result<WrittenOutput, Refusal>> {
  const file = desktopText ? withPngText(rendered, desktopText) : rendered;
  // The desktop's text comes on top of what was rendered within the limit.
  const { maxBytes } = recipe;
  if (maxBytes !== null && file.length > maxBytes) return tooLarge(maxBytes);
  const fault = await checkOutput(file, made);
  if (fault !== null) return refuse('internal', null, fault);
  const written = await writeTemporary(path, file, desktopText ? ownerOnly : undefined);
  return written.ok ? ok({ ...made, sizeBytes: file.length, ...left }) : written;
}

const isDrawing = ({ format }: Header) => format === 'svg' || format === 'pdf';

interface Outcome extends Rendered {
  readonly wanted: readonly OutputPlan[];
  readonly options: WriteOptions;
}

function notesOf(
  { header }: Picture,
  { files, isDamaged, wanted, options }: Outcome,
): ResultNote[] {
  const made = files.flatMap((file) => (file.ok ? [file.value] : []));
  // The desktop wants its thumbnails as they are.
  const isCompared = !isDrawing(header) && options.desktopText === null;
  const isLarger = ({ file, made: { format } }: RenderedFile) =>
    file.length > options.sourceBytes && !isIconFormat(format);
  const applies: Readonly<Record<ResultNote, boolean>> = {
    damaged: isDamaged,
    // Only history and servers of before the limit was kept say this.
    'larger-than-asked': false,
    enlarged: wanted.some((plan, at) => files[at]?.ok && isEnlarged(plan, header)),
    'larger-than-source': isCompared && made.some(isLarger),
    'original-kept': made.some(({ isOriginal }) => isOriginal),
  };
  return resultNotes.filter((note) => applies[note]);
}

/**
 * Makes every output that has a path, from one decode. One that does not work is named among the faults and the
 * others stay; when none works, the first one's reason is that of all.
 */
export async function writeOutputs(
  picture: Picture,
  orders: readonly OutputOrder[],
  options: WriteOptions,
): Promise<Result<Written, Refusal>> {
  const wanted = orders.filter((order): order is Wanted => order.path !== null);
  if (wanted.length === 0) return ok({ outputs: orders.map(() => null), notes: [], faults: [] });
  const rendered = await renderOutputs(picture, wanted, options.render);
  if (!rendered.ok) return rendered;
  const results = new Map<OutputOrder, Result<WrittenOutput, Refusal>>();
  for (const [at, order] of wanted.entries()) {
    const file = rendered.value.files[at];
    if (file) results.set(order, file.ok ? await writeChecked(order, file.value, options) : file);
  }
  const problems = [...results.values()].flatMap((result) => (result.ok ? [] : [result.problem]));
  if (problems[0] && problems.length === wanted.length) return notOk(problems[0]);
  return ok({
    outputs: orders.map((order) => {
      const result = results.get(order);
      return result?.ok ? result.value : null;
    }),
    notes: notesOf(picture, { ...rendered.value, wanted, options }),
    faults: orders.flatMap((order, output) => {
      const result = results.get(order);
      return result && !result.ok ? [{ output, ...result.problem }] : [];
    }),
  });
}
