import type { Hash } from 'node:crypto';
import type { DecoderAnswer, DecoderOrder } from '../shared/worker/decoder-messages.ts';
import type { EngineMessage, FolderKeys, WorkerMessage } from '../shared/worker/messages.ts';
import { onceLoaded } from '../shared/once.ts';
import { refuse } from '../shared/worker/refusal.ts';
import type { Channel } from './channel.ts';
import { readSource, type Receive } from './reading/read-source.ts';
import { writeFiles } from './writing/write-files.ts';

type Start = Extract<EngineMessage, { readonly kind: 'start' }>;

/** The line to whoever decodes. It answers one order after another. */
export interface DecoderLine {
  /** Takes the next source; the one before is not read any more. */
  readonly receive: Receive;
  send(order: DecoderOrder): void;
  onAnswer(listener: (answer: DecoderAnswer) => void): void;
}

/** An attempt that the decoder has not answered yet. */
interface Course {
  readonly start: Start;
  /** Of the source's bytes; null where nobody asked for it. */
  readonly hash: Hash | null;
  /** Null until the engine has said where to write. */
  readonly paths: readonly (string | null)[] | null;
  readonly folderKeys: FolderKeys;
  readonly end: () => void;
}

/** After these there is nothing more to say of an attempt. */
const endKinds: ReadonlySet<WorkerMessage['kind']> = new Set(['finished', 'failed', 'peeked']);

/** Thumbnails of the desktop's own are for their owner only. */
const ownerOnly = 0o600;

/** Hashes a source while it is read. */
const hashing =
  (hash: Hash, receive: Receive): Receive =>
  (sizeBytes, read) =>
    receive(sizeBytes, (into) => {
      const count = read(into);
      hash.update(into.subarray(0, count));
      return count;
    });

/** Loaded where somebody asks: it is a tenth of what a broker takes to start. */
const loadCrypto = onceLoaded(() => import('node:crypto'));

async function newHash(): Promise<Hash> {
  const { createHash } = await loadCrypto();
  return createHash('sha256');
}

function failedByBug(attemptId: string, bug: unknown): WorkerMessage {
  const log = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  return { kind: 'failed', attemptId, ...refuse('internal', null, log).problem };
}

/**
 * Stands between the engine, which speaks of paths, and a decoder, which gets bytes and gives bytes: it reads each source when its turn
 * comes and writes what was made of it. Attempts are made in the order they came.
 */
export function startBroker(channel: Channel, line: DecoderLine): void {
  let last: Promise<void> = Promise.resolve();
  let course: Course | null = null;

  async function run(start: Start): Promise<void> {
    const { sourcePath, temporaryPaths: paths, folderKeys = {}, wantsHash, ...rest } = start;
    const { attemptId, limits } = rest;
    const hash = wantsHash ? await newHash() : null;
    const receive = hash === null ? line.receive : hashing(hash, line.receive);
    const source = readSource(sourcePath, limits.maxFileBytes, receive);
    if (!source.ok) return channel.send({ kind: 'failed', attemptId, ...source.problem });
    return new Promise((end) => {
      const known = source.value.kind === 'whole' ? hash : null;
      course = { start, hash: known, paths, folderKeys, end };
      line.send({ ...rest, source: source.value, writesAtOnce: paths !== null });
    });
  }

  const endCourse = () => {
    const ended = course;
    course = null;
    ended?.end();
  };

  async function answerOf(answer: DecoderAnswer): Promise<WorkerMessage> {
    if (answer.kind === 'probed') {
      // A copy: a decoder that was taken over may say it twice.
      return { ...answer, contentHash: course?.hash?.copy().digest('hex') ?? null };
    }
    if (answer.kind !== 'finished') return answer;
    const { files, ...finished } = answer;
    const mode = course?.start.desktopUri ? ownerOnly : undefined;
    const { paths = null, folderKeys = {} } = course ?? {};
    return writeFiles(finished, { files, paths: paths ?? [], folderKeys, mode });
  }

  async function tell(answer: DecoderAnswer): Promise<void> {
    const attemptId = course?.start.attemptId ?? '';
    const message = await answerOf(answer).catch((bug: unknown) => failedByBug(attemptId, bug));
    channel.send(message);
    if (endKinds.has(message.kind)) endCourse();
  }

  line.onAnswer((answer) => void tell(answer));

  channel.onMessage((message) => {
    if (message.kind === 'start') {
      const { attemptId } = message;
      last = last
        .then(() => run(message))
        .catch((bug: unknown) => channel.send(failedByBug(attemptId, bug)));
    } else if (message.kind === 'mark') {
      last = last.then(() => line.send(message));
    } else if (message.kind === 'proceed') {
      const { temporaryPaths, folderKeys = {}, ...rest } = message;
      if (course !== null) course = { ...course, paths: temporaryPaths, folderKeys };
      line.send({ ...rest, wanted: temporaryPaths.map((path) => path !== null) });
    } else {
      line.send(message);
      if (message.kind === 'release') endCourse();
    }
  });
}
