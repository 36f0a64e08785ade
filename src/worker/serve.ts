import { ok, type Result } from '../shared/result.ts';
import type { EngineMessage, WorkerMessage } from '../shared/worker/messages.ts';
import type { Channel } from './channel.ts';
import type { Picture } from './decoding/decoder.ts';
import { openPicture } from './decoding/open-picture.ts';
import { type OutputPlan, planOutput } from './imaging/plan-output.ts';
import { wantedEdge } from './imaging/wanted-edge.ts';
import { writeOutputs, type Written } from './writing/write-outputs.ts';
import { readSource } from './reading/read-source.ts';
import { type Refusal, refuse } from './refusal.ts';

type Start = Extract<EngineMessage, { readonly kind: 'start' }>;
type Proceed = Extract<EngineMessage, { readonly kind: 'proceed' }>;

/** What is held between `probed` and `proceed`. */
interface Probed {
  readonly picture: Picture;
  readonly plans: readonly OutputPlan[];
}

async function probe({ sourcePath, outputs, limits }: Start): Promise<Result<Probed, Refusal>> {
  const source = readSource(sourcePath, limits.maxFileBytes);
  if (!source.ok) return source;
  const opened = await openPicture(source.value, {
    ...limits,
    wantedEdge: wantedEdge(outputs),
  });
  if (!opened.ok) return opened;
  const picture = opened.value;
  return ok({ picture, plans: outputs.map((output) => planOutput(output, picture.header)) });
}

async function write(
  probed: Probed | null,
  asidePaths: Proceed['asidePaths'],
): Promise<Result<Written, Refusal>> {
  if (!probed) return refuse('internal', null, 'proceed without a picture');
  const { picture, plans } = probed;
  return writeOutputs(
    picture,
    plans.map((plan, at) => ({ ...plan, path: asidePaths[at] ?? null })),
  );
}

/** One attempt at a time, as the engine's pool promises; a bug in one answers `internal` and costs no other. */
export function serve(channel: Channel): void {
  let probed: Probed | null = null;

  async function answer(message: Start | Proceed): Promise<WorkerMessage> {
    const { attemptId } = message;
    if (message.kind === 'start') {
      const result = await probe(message);
      if (!result.ok) return { kind: 'failed', attemptId, ...result.problem };
      probed = result.value;
      const { format, width, height } = probed.picture.header;
      const outputs = probed.plans.map((plan) => plan.planned);
      return { kind: 'probed', attemptId, source: { format, width, height }, outputs };
    }
    const result = await write(probed, message.asidePaths);
    probed = null;
    if (!result.ok) return { kind: 'failed', attemptId, ...result.problem };
    return { kind: 'finished', attemptId, ...result.value };
  }

  channel.onMessage((message) => {
    if (message.kind === 'release') {
      probed = null;
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
