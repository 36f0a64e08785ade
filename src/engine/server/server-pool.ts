import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { isUsable } from '../../shared/server/server-state.ts';
import { failure } from '../../shared/task/failure.ts';
import { laterWishesOf, type OutputRecipe } from '../../shared/task/recipe.ts';
import { removeQuietly } from '../files/atomic-rename.ts';
import { type FindMark, wholeWatermark } from '../marks/marks.ts';
import { sourceFingerprint } from '../memory/unchanged.ts';
import type { AttemptRequest, Go, Probe } from '../worker-pool/attempt.ts';
import type { PoolOutcome } from '../worker-pool/outcome.ts';
import { checkFiles, type LocalWorkers } from './check-files.ts';
import type { Connection } from './connection.ts';
import { type MadeThere, makeThere, type ThereOrder, type WantedOutput } from './make-there.ts';
import { declined, type RemoteError, strange } from './remote-error.ts';
import type { ServerTiming } from './server-choice.ts';
import type { ServerWorkCounts } from './server-work.ts';

/**
 * The same when the same request is tried again, also after this program was killed: the server then goes on with what
 * it has. Another one after a retry by hand, for a changed file or another recipe.
 */
export async function workKey(
  requestId: string,
  { sourcePath, recipe }: { readonly sourcePath: string; readonly recipe: string },
): Promise<string> {
  const fingerprint = await sourceFingerprint(sourcePath);
  return createHash('sha256')
    .update([requestId, fingerprint ?? '', recipe].join('\0'))
    .digest('hex');
}

export interface ServerPoolTools extends LocalWorkers {
  readonly timing: ServerTiming;
  readonly work: ServerWorkCounts;
  readonly findMark: FindMark;
}

/** What a look at the header came to: what will be made, and where it goes. */
interface Decided {
  readonly probe: Probe;
  readonly go: Go;
}

/** A server is told numbers for names: what outputs are called here is no business of its. */
const nameThere = (index: number) => `output-${index + 1}`;

function sentRecipe({ work }: AttemptRequest, { go }: Decided, findMark: FindMark): string {
  const { focalPoint = null, paths } = go;
  const sent = work.outputs.flatMap((output, at): OutputRecipe[] => {
    if ((paths[at] ?? null) === null) return [];
    return [{ ...output, name: nameThere(at), ...(focalPoint && { focalPoint }) }];
  });
  return JSON.stringify({
    version: 1,
    name: 'Thumbline',
    ...work,
    watermark: work.watermark && wholeWatermark(work.watermark, findMark),
    outputs: sent,
  });
}

function wantedOutputs({ work }: AttemptRequest, { go, probe }: Decided): WantedOutput[] {
  return go.paths.flatMap((path, at) => {
    const [planned, recipe] = [probe.outputs[at], work.outputs[at]];
    if (path === null || !planned || !recipe) return [];
    const { maxBytes, mayShrink } = recipe;
    const place = { path, folderKey: go.folderKeys?.[dirname(path)] };
    return [{ name: nameThere(at), place, planned, maxBytes, mayShrink }];
  });
}

async function orderFor(
  request: AttemptRequest,
  decided: Decided,
  findMark: FindMark,
): Promise<ThereOrder> {
  const { sourcePath, requestId = request.attemptId } = request;
  const recipe = sentRecipe(request, decided, findMark);
  const key = await workKey(requestId, { sourcePath, recipe });
  return { sourcePath, recipe, key, wanted: wantedOutputs(request, decided) };
}

function outcomeOf({ probe, go }: Decided, made: MadeThere): PoolOutcome {
  if (made.kind === 'failed') return { ...made, log: 'The server said so.' };
  const written = [...made.written];
  const outputs = go.paths.map((path) => (path === null ? null : (written.shift() ?? null)));
  const { source } = probe;
  return { kind: 'succeeded', source, outputs, notes: made.notes, faults: [] };
}

type RunHere = (onProbed: AttemptRequest['onProbed']) => Promise<PoolOutcome>;

/** Reads the header here: what is no picture goes nowhere, and names are decided before anything is sent. */
async function look(
  request: AttemptRequest,
  runHere: RunHere,
): Promise<Result<Decided, PoolOutcome>> {
  const decided: Decided[] = [];
  const outcome = await runHere(async (probe) => {
    const go = await request.onProbed(probe);
    if (go) decided.push({ probe, go });
    return null;
  });
  const [first] = decided;
  return outcome.kind === 'released' && first ? ok(first) : notOk(outcome);
}

/** What a look at the same file says again. */
async function makeHere({ probe, go }: Decided, runHere: RunHere): Promise<PoolOutcome> {
  const known = JSON.stringify(probe);
  const outcome = await runHere((now) =>
    Promise.resolve(JSON.stringify(now) === known ? go : null),
  );
  if (outcome.kind !== 'released') return outcome;
  return { kind: 'failed', failure: failure('file-changed'), log: null };
}

interface There {
  readonly connection: Connection;
  readonly order: ThereOrder;
  /** Fires when the task is aborted or the server is not the chosen one any more. */
  readonly signal: AbortSignal;
}

async function tryThere(
  tools: ServerPoolTools,
  { connection, order, signal }: There,
): Promise<Result<MadeThere, RemoteError>> {
  const { timing, work } = tools;
  const made = await makeThere(connection, { order, timing, work }, signal);
  const announced = made.ok && made.value.kind === 'made' ? made.value.written : [];
  const files = order.wanted.flatMap(({ place: { path } }, at) => {
    const written = announced[at];
    return written ? [{ path, written }] : [];
  });
  const isGood = await checkFiles(tools, files, signal);
  const result = isGood ? made : notOk(strange);
  if (!result.ok) await Promise.all(order.wanted.map(({ place }) => removeQuietly(place.path)));
  return result;
}

/** A connection that broke off once is no reason to do without the server, if that answers. */
async function tryTwice(
  tools: ServerPoolTools,
  there: There,
): Promise<Result<MadeThere, RemoteError>> {
  const made = await tryThere(tools, there);
  if (made.ok || made.problem.kind === 'declined' || there.signal.aborted) return made;
  const state = await there.connection.recheck();
  const isBack = made.problem.kind === 'away' && isUsable(state);
  return isBack ? tryThere(tools, there) : made;
}

/**
 * One attempt whose pixels are made by a server, with the workers of this computer to look at files. What the server
 * does not do, for whatever reason, is done here. Never rejects.
 */
export async function runOnServer(
  tools: ServerPoolTools,
  { connection, request }: { readonly connection: Connection; readonly request: AttemptRequest },
  signal: AbortSignal,
): Promise<PoolOutcome> {
  const runHere: RunHere = (onProbed) =>
    tools.semaphore.run(
      () => tools.local.run({ ...request, temporaryPaths: null, onProbed }, signal),
      signal,
    );
  const looked = await look(request, runHere);
  if (!looked.ok) return looked.problem;
  const order = await orderFor(request, looked.value, tools.findMark);
  const whileChosen = AbortSignal.any([signal, connection.closed]);
  const isUnderstood = connection.understands(laterWishesOf(request.work));
  const made =
    whileChosen.aborted || !isUnderstood
      ? notOk(declined)
      : await tryTwice(tools, { connection, order, signal: whileChosen });
  if (signal.aborted) return { kind: 'aborted' };
  return made.ok ? outcomeOf(looked.value, made.value) : makeHere(looked.value, runHere);
}
