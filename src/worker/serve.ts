import type { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { ok, type Result } from '../shared/result.ts';
import type { FocalPoint } from '../shared/task/focal-point.ts';
import type { SourceImage } from '../shared/task/task.ts';
import {
  type EngineMessage,
  lightBytes,
  type Looked,
  type OutputFault,
  type WorkerMessage,
} from '../shared/worker/messages.ts';
import type { Channel } from './channel.ts';
import type { Header } from './decoding/decoder.ts';
import { type Admit, openPicture } from './decoding/open-picture.ts';
import { type OutputPlan, planOutput } from './imaging/plan-output.ts';
import { refuseEnlargement } from './imaging/refuse-enlargement.ts';
import { refuseFrames } from './imaging/refuse-frames.ts';
import { lookCloser } from './imaging/look-closer.ts';
import { tryLimits } from './imaging/try-limits.ts';
import type { Prepared } from './imaging/prepared.ts';
import { checkWork, edgeFor, keepsPixels, prepare } from './imaging/steps.ts';
import { keepMark } from './imaging/watermark/open-mark.ts';
import { textOfThumbnail } from './writing/png-text.ts';
import { writeOutputs, type WriteOptions, type Written } from './writing/write-outputs.ts';
import { isDecoding } from './decoding/sharp/prepare-sharp.ts';
import { createKeptBuffer } from './reading/kept-buffer.ts';
import { type Allocate, readSource } from './reading/read-source.ts';
import { type Refusal, refuse } from './refusal.ts';

type Start = Extract<EngineMessage, { readonly kind: 'start' }>;
type Proceed = Extract<EngineMessage, { readonly kind: 'proceed' }>;

/** What is held between `probed` and `proceed`. */
interface Probed extends Pick<Prepared, 'picture' | 'focusWithin'> {
  /** Of the whole source. */
  readonly header: Header;
  readonly plans: readonly OutputPlan[];
  readonly options: WriteOptions;
  readonly contentHash: string | null;
  readonly looked: Looked | null;
  /** Null unless limits were tried. */
  readonly faults: readonly OutputFault[] | null;
}

/** What an attempt needs of the process and of the engine. */
interface Means {
  readonly allocate: Allocate;
  readonly admit: Admit;
  /** Asks where to write; null when nowhere. */
  readonly ask: (probed: Probed) => Promise<Proceed | null>;
}

async function probe(start: Start, { allocate, admit }: Means): Promise<Result<Probed, Refusal>> {
  const { sourcePath, work, limits, wantsHash, desktopUri, look } = start;
  const source = readSource(sourcePath, limits.maxFileBytes, allocate);
  if (!source.ok) return source;
  const { bytes } = source.value;
  const unfit = await checkWork(work);
  if (unfit) return unfit;
  const request = { ...limits, shrinkOnLoadSize: edgeFor(work) };
  const opened = await openPicture(bytes, request, admit);
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
  const contentHash = wantsHash ? hash('sha256', bytes) : null;
  const desktopText = desktopUri ? textOfThumbnail(desktopUri, source.value, header) : null;
  const original = work.keepsOriginal && !desktopUri && isWhole && keepsPixels(work) ? bytes : null;
  const render = { work, original };
  const options = { render, sourceBytes: bytes.length, desktopText };
  const looked = look
    ? await lookCloser(picture, plans, { bytes, look, options: render })
    : ok(null);
  if (!looked.ok) return looked;
  const tried = start.triesLimits ? await tryLimits(picture, plans, render) : ok(null);
  if (!tried.ok) return tried;
  const known = { header, contentHash, looked: looked.value, faults: tried.value };
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

async function write(
  { picture, focusWithin, plans, options }: Probed,
  { temporaryPaths, focalPoint }: Pick<Proceed, 'temporaryPaths' | 'focalPoint'>,
): Promise<Result<Written, Refusal>> {
  const orders = plans.map((plan, at) => ({
    ...withFocus(plan, focalPoint, focusWithin),
    path: temporaryPaths[at] ?? null,
  }));
  return writeOutputs(picture, orders, options);
}

function sourceOf({ header: { format, width, height } }: Probed): SourceImage {
  return { format, width, height };
}

/** What the engine says to `waiting` and to `probed`. */
type Decision = Exclude<EngineMessage, Start | { readonly kind: 'mark' }>;

/** One attempt from its file to its outputs; null when the engine has let it go. */
async function attempt(start: Start, means: Means): Promise<WorkerMessage | null> {
  const { attemptId, temporaryPaths } = start;
  const probed = await probe(start, means);
  if (!probed.ok) return { kind: 'failed', attemptId, ...probed.problem };
  const go = temporaryPaths ? { temporaryPaths, focalPoint: null } : await means.ask(probed.value);
  if (go === null) return null;
  const result = await write(probed.value, go);
  if (!result.ok) return { kind: 'failed', attemptId, ...result.problem };
  return { kind: 'finished', attemptId, source: sourceOf(probed.value), ...result.value };
}

/** Attempts one after another, in the order they came; a bug in one answers `internal` and costs no other. */
export function serve(channel: Channel): void {
  const kept = createKeptBuffer(isDecoding);
  let source: Buffer | null = null;
  const allocate: Allocate = (sizeBytes) => (source = kept.take(sizeBytes));
  let last: Promise<void> = Promise.resolve();
  let decide: ((decision: Decision) => void) | null = null;

  const ask = (message: WorkerMessage): Promise<Decision> =>
    new Promise((resolve) => {
      decide = resolve;
      channel.send(message);
    });

  const meansOf = ({ attemptId }: Start): Means => ({
    allocate,
    async admit(bytes) {
      if (bytes > lightBytes) await ask({ kind: 'waiting', attemptId, bytes });
    },
    async ask(probed) {
      const outputs = probed.plans.map((plan) => plan.planned);
      const { contentHash, looked, faults } = probed;
      const more = { ...(looked && { looked }), ...(faults && { faults }) };
      const known = { source: sourceOf(probed), outputs, contentHash };
      const decision = await ask({ kind: 'probed', attemptId, ...known, ...more });
      return decision.kind === 'proceed' ? decision : null;
    },
  });

  const run = async (start: Start) => {
    const { attemptId } = start;
    // Not sooner: a decoder that has answered is still counted until the end of its turn.
    if (source) kept.giveBack(source);
    source = null;
    const made = attempt(start, meansOf(start));
    const reply = await made.catch((bug: unknown): WorkerMessage => {
      const log = bug instanceof Error ? bug.stack : String(bug);
      return { kind: 'failed', attemptId, ...refuse('internal', null, log).problem };
    });
    if (reply) channel.send(reply);
  };

  channel.onMessage((message) => {
    if (message.kind === 'start') last = last.then(() => run(message));
    else if (message.kind === 'mark') last = last.then(() => keepMark(message));
    else decide?.(message);
  });
  channel.send({ kind: 'ready' });
}
