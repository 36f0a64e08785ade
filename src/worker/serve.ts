import { Buffer } from 'node:buffer';
import { ok, type Result } from '../shared/result.ts';
import { onceLoaded } from '../shared/once.ts';
import { formats, type SourceFormat } from '../shared/formats/formats.ts';
import type { FocalPoint } from '../shared/task/focal-point.ts';
import type { SourceImage } from '../shared/task/task.ts';
import { isTurned } from '../shared/task/turning.ts';
import type { DecoderAnswer, DecoderOrder } from '../shared/worker/decoder-messages.ts';
import { lightBytes, type Looked, type OutputFault } from '../shared/worker/messages.ts';
import type { BrokerLine } from './line.ts';
import type { Header } from './decoding/decoder.ts';
import { openPicture } from './decoding/open-picture.ts';
import { planOutput } from './imaging/plan-output.ts';
import type { OutputPlan } from './imaging/output-plan.ts';
import { bytesOfResults } from './imaging/result-bytes.ts';
import { refuseEnlargement } from './imaging/refuse-enlargement.ts';
import { refuseFrames } from './imaging/refuse-frames.ts';
import { lookCloser } from './imaging/look-closer.ts';
import { tryLimits } from './imaging/try-limits.ts';
import type { Prepared } from './imaging/prepared.ts';
import { checkWork, edgeFor, keepsPixels, prepare } from './imaging/steps.ts';
import { keepMark } from './imaging/watermark/open-mark.ts';
import { textOfThumbnail } from './writing/png-text.ts';
import { refuseSize } from './reading/refuse-size.ts';
import { type Made, makeOutputs, type MakeOptions } from './writing/make-outputs.ts';
import { type Refusal, refuse } from '../shared/worker/refusal.ts';

type Start = Extract<DecoderOrder, { readonly kind: 'start' }>;
type Proceed = Extract<DecoderOrder, { readonly kind: 'proceed' }>;

/** What is held between `probed` and `proceed`. */
interface Probed extends Pick<Prepared, 'picture' | 'focusWithin'> {
  /** Of the whole source. */
  readonly header: Header;
  readonly plans: readonly OutputPlan[];
  readonly options: MakeOptions;
  readonly looked: Looked | null;
  /** Null unless limits were tried. */
  readonly faults: readonly OutputFault[] | null;
  /** Null where nobody asked, or the file does not tell. */
  readonly taken: string | null;
}

/** What an attempt needs of the engine. */
interface Means {
  readonly admit: (bytes: number) => Promise<void>;
  /** Asks which outputs are to be made; null when none is. */
  readonly ask: (probed: Probed) => Promise<Proceed | null>;
}

async function probe(start: Start, { admit }: Means): Promise<Result<Probed, Refusal>> {
  const { source, work, limits, desktopUri, look } = start;
  if (source.kind === 'too-large') return refuseSize(source);
  const { buffer, byteOffset, byteLength } = source.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const unfit = await checkWork(work);
  if (unfit) return unfit;
  const request = { ...limits, shrinkOnLoadSize: edgeFor(work), page: work.page };
  const opened = await openPicture(bytes, request, (held, known) =>
    admit(held + bytesOfResults(work, known, held)),
  );
  if (!opened.ok) return opened;
  const { header } = opened.value;
  const wholePlans = work.outputs.map((output) => planOutput(output, header));
  const tooMany = refuseFrames(wholePlans, header, limits);
  if (tooMany) return tooMany;
  const prepared = await prepare(opened.value, work);
  if (!prepared.ok) return prepared;
  const { picture, focusWithin, isWhole } = prepared.value;
  const plans = work.outputs.map((output) =>
    withFocus(planOutput(output, picture.header), output.focalPoint, focusWithin),
  );
  const refused = refuseEnlargement(plans, picture.header);
  if (refused) return refused;
  const desktopText = desktopUri ? textOfThumbnail(desktopUri, source, header) : null;
  const keepsSource = work.keepsOriginal && !desktopUri && isWhole && keepsPixels(work);
  const render = { work, source: bytes, keepsSource, isForDesktop: desktopText !== null };
  const options = { render, desktopText };
  const looked =
    look && look !== 'peek'
      ? await lookCloser(picture, plans, { bytes, look, options: render })
      : ok(null);
  if (!looked.ok) return looked;
  const tried = start.triesLimits ? await tryLimits(picture, plans, render) : ok(null);
  if (!tried.ok) return tried;
  const taken = start.wantsTaken ? await takenAt(bytes, header.format) : null;
  const known = { header, looked: looked.value, faults: tried.value, taken };
  return ok({ picture, focusWithin, plans, options, ...known });
}

/** Points refer to the whole source. */
function withFocus(
  plan: OutputPlan,
  point: FocalPoint | null,
  focusWithin: Prepared['focusWithin'],
): OutputPlan {
  return point ? { ...plan, recipe: { ...plan.recipe, focalPoint: focusWithin(point) } } : plan;
}

async function make(
  { picture, focusWithin, plans, options }: Probed,
  { wanted, focalPoint }: Pick<Proceed, 'wanted' | 'focalPoint'>,
): Promise<Result<Made, Refusal>> {
  const orders = plans.map((plan, at) => ({
    ...withFocus(plan, focalPoint, focusWithin),
    isWanted: wanted[at] === true,
  }));
  return makeOutputs(picture, orders, options);
}

function sourceOf({ header, taken, options: { render } }: Probed): SourceImage {
  const { format, width, height, pages } = header;
  const hasPages = pages > 1 && formats[format].hasPages;
  const { turn, flip } = render.work;
  const isOther = isTurned({ turn, flip });
  return {
    format,
    width,
    height,
    ...(hasPages && { pages }),
    ...(isOther && { turning: { turn, flip } }),
    ...(taken !== null && { taken }),
  };
}

const loadTaking = onceLoaded(() => import('./metadata/taken.ts'));
const loadPeeking = onceLoaded(() => import('./peeking/peek.ts'));

/** Names seldom say when a picture was taken: only who asks loads what finds it. */
async function takenAt(bytes: Buffer, format: SourceFormat): Promise<string | null> {
  const { takenIn } = await loadTaking();
  return takenIn(bytes, format);
}

/** What the engine says to `waiting` and to `probed`. */
type Decision = Exclude<DecoderOrder, Start | { readonly kind: 'mark' }>;

/** A small picture that stands at the beginning of the file, in base64; null without one. */
async function peekAt({ source }: Start): Promise<string | null> {
  const { buffer, byteOffset, byteLength } = source.kind === 'whole' ? source.bytes : source.head;
  const { peek } = await loadPeeking();
  return (await peek(Buffer.from(buffer, byteOffset, byteLength)))?.toString('base64') ?? null;
}

/** One attempt from its file to its outputs; null when the engine has let it go. */
async function attempt(start: Start, means: Means): Promise<DecoderAnswer | null> {
  const { attemptId, work, writesAtOnce } = start;
  if (start.look === 'peek') return { kind: 'peeked', attemptId, picture: await peekAt(start) };
  const probed = await probe(start, means);
  if (!probed.ok) return { kind: 'failed', attemptId, ...probed.problem };
  const all = { wanted: work.outputs.map(() => true), focalPoint: null };
  const go = writesAtOnce ? all : await means.ask(probed.value);
  if (go === null) return null;
  const result = await make(probed.value, go);
  if (!result.ok) return { kind: 'failed', attemptId, ...result.problem };
  return { kind: 'finished', attemptId, source: sourceOf(probed.value), ...result.value };
}

/** Attempts one after another, in the order they came; a bug in one answers `internal` and costs no other. */
export function serve(line: BrokerLine): void {
  let last: Promise<void> = Promise.resolve();
  let decide: ((decision: Decision) => void) | null = null;

  const ask = (answer: DecoderAnswer): Promise<Decision> =>
    new Promise((resolve) => {
      decide = resolve;
      line.send(answer);
    });

  const meansOf = ({ attemptId }: Start): Means => ({
    async admit(bytes) {
      if (bytes > lightBytes) await ask({ kind: 'waiting', attemptId, bytes });
    },
    async ask(probed) {
      const outputs = probed.plans.map((plan) => plan.planned);
      const { looked, faults } = probed;
      const more = { ...(looked && { looked }), ...(faults && { faults }) };
      const known = { source: sourceOf(probed), outputs };
      const decision = await ask({ kind: 'probed', attemptId, ...known, ...more });
      return decision.kind === 'proceed' ? decision : null;
    },
  });

  const run = async (start: Start) => {
    const { attemptId } = start;
    const made = attempt(start, meansOf(start));
    const reply = await made.catch((bug: unknown): DecoderAnswer => {
      const log = bug instanceof Error ? bug.stack : String(bug);
      return { kind: 'failed', attemptId, ...refuse('internal', null, log).problem };
    });
    if (reply) line.send(reply);
  };

  line.onOrder((order) => {
    if (order.kind === 'start') last = last.then(() => run(order));
    else if (order.kind === 'mark') last = last.then(() => keepMark(order));
    else decide?.(order);
  });
  line.send({ kind: 'ready' });
}
