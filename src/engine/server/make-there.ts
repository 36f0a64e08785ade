import { notOk, ok, type Result } from '../../shared/result.ts';
import type { SubmissionBody, SubmissionOutput } from '../../shared/service/submission.ts';
import { type Failure, FailureCode, failure, type ResultNote } from '../../shared/task/failure.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import type { PlannedOutput, WrittenOutput } from '../../shared/worker/messages.ts';
import type { Connection } from './connection.ts';
import type { ServerTiming } from './server-choice.ts';
import { declined, strange, type RemoteError } from './remote-error.ts';
import type { DownloadPlace } from './save-download.ts';
import { type SentPicture, sendPicture } from './send-picture.ts';
import type { ServerWorkCounts } from './server-work.ts';
import { wait } from './waiting.ts';
import { retryAfterBusy } from './waiting.ts';

/** One file to fetch: what it is called in the recipe that is sent, where it goes, and what it must be. */
export interface WantedOutput extends Pick<OutputRecipe, 'maxBytes' | 'mayShrink'> {
  readonly name: string;
  readonly place: DownloadPlace;
  readonly planned: PlannedOutput;
}

export interface ThereOrder extends SentPicture {
  readonly wanted: readonly WantedOutput[];
}

export interface ThereWork {
  readonly order: ThereOrder;
  readonly timing: ServerTiming;
  readonly work: ServerWorkCounts;
}

/** What a server made of a picture. `written` is in the order of what was wanted. */
export type MadeThere =
  | {
      readonly kind: 'made';
      readonly written: readonly WrittenOutput[];
      readonly notes: readonly ResultNote[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What is the picture's own fault, wherever it is made. Any other failure may be the server's. */
const ownFailures: ReadonlySet<FailureCode> = new Set([
  'image-corrupt',
  'image-truncated',
  'worker-crashed',
]);

/** No thumbnail is that large; a file that long is somebody filling the disk. */
const largestOutputBytes = 1_000_000_000;
/** Between looks at a server that does not wait by itself. */
const firstLookMs = 40;
const longestLookMs = 2000;
/** Well below what proxies take for a dead connection. */
const longestWaitSeconds = 10;

const isSettled = ({ submission_status: status }: SubmissionBody) =>
  status === 'SUCCESS' || status === 'FAILURE' || status === 'REVOKED';

/** Asks until it is done, and the server waits until then; of one that does not, in growing steps. Too long is `declined`. */
async function follow(
  { calls }: Connection,
  { id, patienceMs }: { readonly id: TaskId; readonly patienceMs: number },
  signal: AbortSignal,
): Promise<Result<SubmissionBody, RemoteError>> {
  const last = performance.now() + patienceMs;
  for (let step = firstLookMs; ; step = Math.min(step * 1.5, longestLookMs)) {
    const leftSeconds = Math.floor((last - performance.now()) / 1000);
    const waitSeconds = Math.max(0, Math.min(leftSeconds, longestWaitSeconds));
    const looked = await retryAfterBusy(() => calls.look(id, waitSeconds, signal), signal);
    if (!looked.ok || isSettled(looked.value)) return looked;
    if (performance.now() > last) return notOk(declined);
    await wait(step, signal);
  }
}

/** The file that a server announces, or why it is not taken. */
function announced(
  { planned, maxBytes, mayShrink }: WantedOutput,
  said: SubmissionOutput | undefined,
): Result<WrittenOutput, RemoteError> {
  if (!said || said.format !== planned.format) return notOk(strange);
  const { width, height, sizeBytes, quality, colours, placeholder } = said;
  const isSame = width === planned.width && height === planned.height;
  const isSmaller =
    Math.min(width, height) > 0 && width <= planned.width && height <= planned.height;
  if (!isSame && !(mayShrink && isSmaller)) return notOk(strange);
  if (sizeBytes <= 0 || sizeBytes > largestOutputBytes) return notOk(strange);
  // A server of before limits were kept; here the picture fails, or fits after all.
  if (maxBytes !== null && sizeBytes > maxBytes) return notOk(declined);
  const left = {
    ...(quality !== undefined && { quality }),
    ...(colours !== undefined && { colours }),
    ...(placeholder !== undefined && { placeholder }),
  };
  return ok({ format: planned.format, width, height, sizeBytes, ...left });
}

/** Fetches one file and answers with what it is, as far as was announced. */
async function fetchOne(
  { calls }: Connection,
  { id, wanted, said }: { id: TaskId; wanted: WantedOutput; said: SubmissionOutput | undefined },
  signal: AbortSignal,
): Promise<Result<Result<WrittenOutput, Failure>, RemoteError>> {
  const written = announced(wanted, said);
  if (!written.ok) return written;
  const { sizeBytes } = written.value;
  const download = { id, output: wanted.name, place: wanted.place, sizeBytes };
  const fetched = await retryAfterBusy(() => calls.fetchOutput(download, signal), signal);
  if (!fetched.ok) return fetched;
  if (!fetched.value.ok) return ok(fetched.value);
  return ok(ok(written.value));
}

async function fetchAll(
  connection: Connection,
  { id, order, body }: { id: TaskId; order: ThereOrder; body: SubmissionBody },
  signal: AbortSignal,
): Promise<Result<MadeThere, RemoteError>> {
  const written: WrittenOutput[] = [];
  for (const wanted of order.wanted) {
    const said = body.outputs.find(({ name }) => name === wanted.name);
    const fetched = await fetchOne(connection, { id, wanted, said }, signal);
    if (!fetched.ok) return fetched;
    if (!fetched.value.ok) return ok({ kind: 'failed', failure: fetched.value.problem });
    written.push(fetched.value.value);
  }
  return ok({ kind: 'made', written, notes: body.notes });
}

function madeOfFailure(
  { error }: SubmissionBody,
  { wanted }: ThereOrder,
): Result<MadeThere, RemoteError> {
  const code = FailureCode.safeParse(error?.code).data;
  const [first] = wanted;
  // Of several outputs the others may be good: those are made here.
  if (code === 'larger-than-allowed' && wanted.length === 1 && first && first.maxBytes !== null) {
    return ok({ kind: 'failed', failure: failure(code, bytesWords(first.maxBytes)) });
  }
  const isOwn = code !== undefined && ownFailures.has(code);
  return isOwn ? ok({ kind: 'failed', failure: failure(code) }) : notOk(declined);
}

/**
 * Has one picture made by a server and fetches what came of it. Whatever happens, the server is told to keep nothing.
 * Files may be left at the wanted paths unless it was made. Never rejects.
 */
export async function makeThere(
  connection: Connection,
  { order, timing, work }: ThereWork,
  signal: AbortSignal,
): Promise<Result<MadeThere, RemoteError>> {
  const sent = await work.during('sending', () => sendPicture(connection, order, signal));
  if (!sent.ok) return sent;
  const id = sent.value;
  try {
    const { patienceMs } = timing;
    const followed = await work.during('making', () =>
      follow(connection, { id, patienceMs }, signal),
    );
    if (!followed.ok) return followed;
    const body = followed.value;
    if (body.submission_status === 'FAILURE') return madeOfFailure(body, order);
    if (body.submission_status === 'REVOKED') return notOk(declined);
    return await work.during('fetching', () => fetchAll(connection, { id, order, body }, signal));
  } finally {
    connection.forget(id);
  }
}
