import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { largestPresetFileBytes } from '../../shared/task/preset-file.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { type ProblemCode, Refusal } from '../http/problems.ts';
import { allowSilence } from '../http/silence.ts';
import { incomingPrefix, uploadKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { headLength, isAcceptedBeginning } from './accepted-beginnings.ts';
import { boundedBytes, limitBytes, peek } from './byte-streams.ts';
import {
  asRefusal,
  fieldsOfAddress,
  keepField,
  mostAroundFile,
  plainName,
  readableParts,
  textOf,
} from './receive-upload.ts';
import type { UploadField, UploadFields } from './upload-form.ts';
import { type Arrival, mostFiles } from './arrivals.ts';
import type { UploadIds } from './upload-ids.ts';
import { createWritesUnderWay } from './writes-under-way.ts';

const longestPath = 1000;
/** A picture below this is held in memory until it is written, while the next ones come. Bytes. */
const smallBytes = 256 * 1024;
const writtenAtOnce = 16;
/** Larger ones are written as they come; so many may still be on their way to the disk when another one comes. */
const largeAtOnce = 2;

export interface BatchTerms {
  readonly store: Store;
  readonly ids: Pick<UploadIds, 'fresh'>;
  /** Gives its pictures their ids. */
  readonly arrival: Pick<Arrival, 'idAt' | 'begin' | 'discard'>;
  readonly maxUploadBytes: number;
  readonly maxBatchBytes: number;
}

/** `path` is what the sender calls it, with its folders. */
export interface KeptFile {
  readonly taskId: TaskId;
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

export interface RefusedFile {
  readonly path: string;
  readonly code: ProblemCode;
}

/** What one request brought, in its order. The pictures are in the store; none of them is a task yet. */
export interface ReceivedBatch {
  readonly fields: UploadFields;
  readonly kept: readonly KeptFile[];
  readonly refused: readonly RefusedFile[];
  /** Of the archive, if one came; what to call the batch. */
  readonly archive: string | null;
}

interface SentFile {
  readonly path: string;
  readonly stream: Readable;
}

async function drain(stream: Readable): Promise<void> {
  stream.resume();
  await finished(stream, { writable: false });
}

type Kind = 'picture' | 'archive' | 'other';

function kindOf(head: Buffer, name: string): Kind {
  if (isAcceptedBeginning(head, name)) return 'picture';
  const isZip = head.length >= 4 && head.readUInt32LE() === 0x04034b50;
  return isZip && recogniseFormat(head) === null ? 'archive' : 'other';
}

/** Puts files of one request into the store, one after the other, and takes all of them out again if it is refused. */
function createIntake(
  { store, ids, arrival, maxUploadBytes, maxBatchBytes }: BatchTerms,
  request: FastifyRequest,
) {
  const kept: KeptFile[] = [];
  const refused: RefusedFile[] = [];
  let archive: string | null = null;
  let keptBytes = 0;
  let unpackedBytes = 0;
  let isDiscarded = false;

  const refuse = (path: string, code: ProblemCode) => void refused.push({ path, code });

  /** What fails is told of before anything becomes of it. */
  const writes = createWritesUnderWay();

  /** One that has come already. */
  const keepSmall = async (path: string, name: string, bytes: Buffer) => {
    if (bytes.length > maxUploadBytes) return refuse(path, 'too-large');
    const taskId = arrival.idAt(kept.length);
    await arrival.begin();
    await writes.atMost(writtenAtOnce - 1);
    if (isDiscarded) return;
    writes.add(store.write(uploadKey(taskId), Readable.from([bytes])));
    keep({ taskId, name, path, sizeBytes: bytes.length });
  };

  const keep = (file: KeptFile) => {
    keptBytes += file.sizeBytes;
    kept.push(file);
    if (keptBytes > maxBatchBytes) throw new Refusal('too-large');
  };

  const keepPicture = async (path: string, name: string, whole: Readable) => {
    const taskId = arrival.idAt(kept.length);
    await arrival.begin();
    await writes.atMost(largeAtOnce - 1);
    let sizeBytes = 0;
    const counted = boundedBytes(whole, maxUploadBytes, (received) => {
      sizeBytes = received;
    });
    const bounded = Readable.from(counted, { objectMode: false });
    const write = store.write(uploadKey(taskId), bounded);
    write.catch(() => undefined);
    try {
      // When its last byte has come the next one may; a store that fails before knows why.
      await finished(bounded, { writable: false }).catch(() => write);
      if (isDiscarded) {
        await write;
        return await store.remove([uploadKey(taskId)]);
      }
      writes.add(write);
      keep({ taskId, name, path, sizeBytes });
    } catch (error) {
      const isTooLarge = error instanceof Refusal && error.code === 'too-large';
      if (!isTooLarge || keptBytes > maxBatchBytes) throw error;
      refuse(path, 'too-large');
    }
  };

  const unpack = async (key: string, sizeBytes: number) => {
    const { zipEntries, zipProblem } = await import('./zip-entries.ts');
    // Of all archives of the request: each costs its unpacking and a line of the answer, also what is left out.
    const limits = {
      mostEntries: mostFiles - kept.length - refused.length,
      mostUnpackedBytes: maxBatchBytes - unpackedBytes,
    };
    const entries = await zipEntries((range) => store.open(key, range), sizeBytes, limits).catch(
      (error: unknown) => {
        throw zipProblem(error);
      },
    );
    unpackedBytes += entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    for (const entry of entries) {
      if (isDiscarded) return;
      const path = entry.name.slice(0, longestPath);
      try {
        await takeFile({ path, stream: await entry.open() }, false);
      } catch (error) {
        const problem = zipProblem(error);
        if (!(problem instanceof Refusal) || problem.code !== 'zip-unreadable') throw problem;
        refuse(path, problem.code);
      }
    }
  };

  /** Kept as a whole first: its list of files is at its end. Where what a killed service left is found again. */
  const takeArchive = async (name: string, whole: Readable) => {
    const key = `${incomingPrefix}${ids.fresh()}`;
    archive ??= name;
    try {
      const bounded = Readable.from(boundedBytes(whole, maxBatchBytes), { objectMode: false });
      const sizeBytes = await store.write(key, bounded);
      // Nothing of the request is read meanwhile.
      const endSilence = allowSilence(request);
      await unpack(key, sizeBytes).finally(endSilence);
    } finally {
      await store.remove([key]);
    }
  };

  /** `isSent`: by the request itself, which goes on only behind the last byte of it; else it is out of an archive. */
  const takeFile = async ({ path, stream }: SentFile, isSent: boolean): Promise<void> => {
    const name = plainName(path);
    let { head, whole } = await peek(stream, headLength);
    const kind = kindOf(head, name);
    const isMore = kind === 'picture' && head.length === headLength;
    if (isMore) ({ head, whole } = await peek(whole, smallBytes));
    const isSmall = head.length < smallBytes;
    try {
      if (kind === 'picture' && isSmall) await keepSmall(path, name, head);
      else if (kind === 'picture') await keepPicture(path, name, whole);
      else if (kind === 'archive' && isSent) await takeArchive(name, whole);
      else refuse(path, 'not-an-image');
      if (isSent) await drain(whole);
    } finally {
      whole.destroy();
    }
  };

  return {
    takeFile,
    /** Resolves once all that was taken is on the disk; rejects if it could not be. */
    written: () => writes.atMost(0),
    received: (fields: UploadFields): ReceivedBatch => ({ fields, kept, refused, archive }),
    discard: async () => {
      isDiscarded = true;
      await writes.over();
      await arrival.discard(kept.map(({ taskId }) => taskId));
    },
  };
}
type Intake = ReturnType<typeof createIntake>;

async function takePart(intake: Intake, part: MultipartFile): Promise<void> {
  let broken: Error | null = null;
  // A sender that goes away after the part was read must not end the process.
  part.file.on('error', (error) => {
    broken = error;
  });
  if (part.fieldname !== 'file') return void part.file.resume();
  if (!part.filename) throw new Refusal('no-file-name');
  const path = part.filename.slice(0, longestPath);
  await intake.takeFile({ path, stream: part.file }, true).catch((error: unknown) => {
    throw error === broken ? asRefusal(error) : error;
  });
}

async function receiveParts(
  request: FastifyRequest,
  intake: Intake,
  { maxBatchBytes }: BatchTerms,
) {
  const fields = new Map<UploadField, string>();
  const counts = { files: mostFiles, fields: 8, parts: mostFiles + 8 };
  const sizes = { fileSize: maxBatchBytes, fieldSize: largestPresetFileBytes };
  const take = async (part: Multipart) => {
    if (part.type === 'file') await takePart(intake, part);
    else keepField(fields, part.fieldname, textOf(part.value));
  };
  const read = async () => {
    for await (const part of readableParts(request.parts({ limits: { ...counts, ...sizes } }))) {
      await take(part);
    }
  };
  const reading = read();
  const limit = limitBytes(request.raw, maxBatchBytes + mostAroundFile);
  await Promise.race([reading, limit.exceeded]).finally(limit.stop);
  return fields;
}

const isArchive = ({ headers }: FastifyRequest) =>
  /^\s*application\/(?:zip|x-zip-compressed)\s*(?:;|$)/i.test(headers['content-type'] ?? '');

/**
 * All pictures of a request: parts named `file` of a form, archives among them, or one archive as the whole body. What is
 * no picture is named and left out. Throws a refusal, and keeps nothing, where the request as a whole is not taken.
 */
export async function receiveBatch(
  request: FastifyRequest,
  terms: BatchTerms,
): Promise<ReceivedBatch & { readonly discard: () => Promise<void> }> {
  const intake = createIntake(terms, request);
  const { discard } = intake;
  const read = async () => {
    if (request.isMultipart()) return receiveParts(request, intake, terms);
    if (!isArchive(request)) throw new Refusal('no-file');
    const fields = fieldsOfAddress(request);
    const { maxBatchBytes } = terms;
    const body = Readable.from(boundedBytes(request.raw, maxBatchBytes), { objectMode: false });
    await intake.takeFile({ path: fields.get('name') ?? 'pictures.zip', stream: body }, true);
    return fields;
  };
  try {
    const fields = await read();
    await intake.written();
    return { ...intake.received(fields), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
