import type { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { ok, type Result } from '../shared/result.ts';
import type { FocalPoint } from '../shared/task/focal-point.ts';
import type {
  EngineMessage,
  Looked,
  OutputFault,
  WorkerMessage,
} from '../shared/worker/messages.ts';
import type { Channel } from './channel.ts';
import type { Header } from './decoding/decoder.ts';
import { openPicture } from './decoding/open-picture.ts';
import { type OutputPlan, planOutput } from './imaging/plan-output.ts';
import { refuseEnlargement } from './imaging/refuse-enlargement.ts';
import { refuseFrames } from './imaging/refuse-frames.ts';
import { lookCloser } from './imaging/look-closer.ts';
import { tryLimits } from './imaging/try-limits.ts';
import type { Prepared } from './imaging/prepared.ts';
import { checkWork, edgeFor, keepsPixels, prepare } from './imaging/steps.ts';
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

async function probe(start: Start, allocate: Allocate): Promise<Result<Probed, Refusal>> {
  const { sourcePath, work, limits, wantsHash, desktopUri, look } = start;
  const source = readSource(sourcePath, limits.maxFileBytes, allocate);
  if (!source.ok) return source;
  const { bytes } = source.value;
  const unfit = await checkWork(work);
  if (unfit) return unfit;
  const opened = await openPicture(bytes, {
    ...limits,
    shrinkOnLoadSize: edgeFor(work),
  });
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
  probed: Probed | null,
  { temporaryPaths, focalPoint }: Proceed,
): Promise<Result<Written, Refusal>> {
  if (!probed) return refuse('internal', null, 'proceed without a picture');
  const { picture, focusWithin, plans, options } = probed;
  const orders = plans.map((plan, at) => ({
    ...withFocus(plan, focalPoint, focusWithin),
    path: temporaryPaths[at] ?? null,
  }));
  return writeOutputs(picture, orders, options);
}

/** One attempt at a time, as the engine's pool promises; a bug in one answers `internal` and costs no other. */
export function serve(channel: Channel): void {
  let probed: Probed | null = null;
  const kept = createKeptBuffer(isDecoding);
  let source: Buffer | null = null;

  const allocate: Allocate = (sizeBytes) => {
    source = kept.take(sizeBytes);
    return source;
  };

  function forget(): void {
    probed = null;
    if (source) kept.giveBack(source);
    source = null;
  }

  async function answer(message: Start | Proceed): Promise<WorkerMessage> {
    const { attemptId } = message;
    if (message.kind === 'start') {
      forget();
      const result = await probe(message, allocate);
      if (!result.ok) {
        forget();
        return { kind: 'failed', attemptId, ...result.problem };
      }
      probed = result.value;
      const { format, width, height } = probed.header;
      const outputs = probed.plans.map((plan) => plan.planned);
      const { contentHash, looked, faults } = probed;
      const known = { source: { format, width, height }, outputs, contentHash };
      const more = { ...(looked && { looked }), ...(faults && { faults }) };
      return { kind: 'probed', attemptId, ...known, ...more };
    }
    const result = await write(probed, message);
    forget();
    if (!result.ok) return { kind: 'failed', attemptId, ...result.problem };
    return { kind: 'finished', attemptId, ...result.value };
  }

  channel.onMessage((message) => {
    if (message.kind === 'release') {
      forget();
      return;
    }
    const { attemptId } = message;
    void answer(message)
      .catch((bug: unknown): WorkerMessage => {
        const log = bug instanceof Error ? bug.stack : String(bug);
        return { kind: 'failed', attemptId, ...refuse('internal', null, log).problem };
      })
      .then((reply) => channel.send(reply));
  });
  channel.send({ kind: 'ready' });
}
