import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { largestPresetFileBytes } from '../../shared/task/preset-file.ts';
import { boundedBytes, limitBytes, peek } from './byte-streams.ts';
import { Refusal } from '../http/problems.ts';
import { headLength, isAcceptedBeginning } from './accepted-beginnings.ts';
import { isUploadField, type UploadField, type UploadFields, UploadQuery } from './upload-form.ts';

const longestName = 255;
/** Boundaries, part headers and fields around the file. Bytes. */
export const mostAroundFile = 2 * 1024 * 1024;

export interface Upload {
  readonly name: string;
  readonly sizeBytes: number;
  readonly fields: UploadFields;
}

export interface ReceiveOptions {
  readonly maxUploadBytes: number;
  readonly check: UploadCheck;
  /** Reads the file to its end and resolves with its size in bytes. Rejects, and keeps nothing, when the stream fails. */
  readonly keep: (file: Readable) => Promise<number>;
  /** Called when the file was kept, but what followed it in the request is refused. */
  readonly discard: () => Promise<void>;
}

/** Refuses a file for its name or first bytes by throwing. */
export type UploadCheck = (head: Buffer, name: string) => void;

/** Reads one picture and its fields from a request. Throws a refusal when there is none or it is not taken. */
export type ReceiveUpload = (request: FastifyRequest, options: ReceiveOptions) => Promise<Upload>;

/** A sender's name for the file, as data: without folders, never longer than a file name can be. */
export function plainName(sent: string): string {
  const name = basename(sent.replaceAll('\\', '/')).toWellFormed();
  return name.slice(0, longestName) || 'upload';
}

export const refuseWhatIsNoImage: UploadCheck = (head, name) => {
  if (!isAcceptedBeginning(head, name)) throw new Refusal('not-an-image');
};

type ReceivedFile = Pick<Upload, 'name' | 'sizeBytes'>;

async function receiveFile(
  file: Readable,
  sentName: string,
  { check, keep }: ReceiveOptions,
): Promise<ReceivedFile> {
  const name = plainName(sentName);
  const { head, whole } = await peek(file, headLength);
  try {
    check(head, name);
    return { name, sizeBytes: await keep(whole) };
  } finally {
    whole.destroy();
  }
}

/** What busboy says of a form that it cannot read; its errors have no code, those of streams and limits do. */
export function asRefusal(error: unknown): unknown {
  return error instanceof Error && !('code' in error) ? new Refusal('form-unreadable') : error;
}

/** Takes the parser's errors apart from those of whoever reads the parts. */
export async function* readableParts(parts: AsyncIterable<Multipart>): AsyncGenerator<Multipart> {
  try {
    yield* parts;
  } catch (error) {
    throw asRefusal(error);
  }
}

async function receivePart(part: MultipartFile, options: ReceiveOptions): Promise<ReceivedFile> {
  if (!part.filename) throw new Refusal('no-file-name');
  let broken: Error | null = null;
  part.file.once('error', (error) => {
    broken = error;
  });
  try {
    return await receiveFile(part.file, part.filename, options);
  } catch (error) {
    throw error === broken ? asRefusal(error) : error;
  }
}

/** Parts of the type application/json arrive parsed. */
export const textOf = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value);

interface Form {
  readonly fields: UploadFields;
  readonly file: ReceivedFile | null;
}

export function keepField(fields: Map<UploadField, string>, name: string, text: string): void {
  // A browser's form also sends what was left empty.
  if (isUploadField(name) && text !== '') fields.set(name, text);
}

/** `onMoreFiles` decides about a second part named `file`. Every other part that holds a file is passed over. */
async function readForm(
  request: FastifyRequest,
  options: ReceiveOptions,
  onMoreFiles: () => void,
): Promise<Form> {
  const limits = { fileSize: options.maxUploadBytes, files: 4, fields: 8, parts: 12 };
  const fields = new Map<UploadField, string>();
  let file: ReceivedFile | null = null;
  try {
    const parts = request.parts({ limits: { ...limits, fieldSize: largestPresetFileBytes } });
    for await (const part of readableParts(parts)) {
      // The reader of the part hears of its end; a sender that goes away later must not end the process.
      if (part.type === 'file') part.file.on('error', () => undefined);
      if (part.type === 'field') keepField(fields, part.fieldname, textOf(part.value));
      else if (part.fieldname !== 'file') part.file.resume();
      else if (file === null) file = await receivePart(part, options);
      else {
        part.file.resume();
        onMoreFiles();
      }
    }
  } catch (error) {
    if (file !== null) await options.discard();
    throw error;
  }
  return { fields, file };
}

async function receiveForm(
  request: FastifyRequest,
  options: ReceiveOptions,
  onMoreFiles: () => void,
): Promise<Upload> {
  const reading = readForm(request, options, onMoreFiles);
  const limit = limitBytes(request.raw, options.maxUploadBytes + mostAroundFile);
  const { fields, file } = await Promise.race([reading, limit.exceeded]).finally(limit.stop);
  if (file === null) throw new Refusal('no-file');
  return { ...file, fields };
}

export function fieldsOfAddress({ query }: FastifyRequest): UploadFields {
  const given = Object.entries(UploadQuery.parse(query));
  return new Map(
    given.flatMap(([name, value]) =>
      value !== undefined && isUploadField(name) ? [[name, value] as const] : [],
    ),
  );
}

/** `curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' …/convert?name=photo.jpg&preset=web` */
async function receiveBody(request: FastifyRequest, options: ReceiveOptions): Promise<Upload> {
  const fields = fieldsOfAddress(request);
  const file = Readable.from(boundedBytes(request.raw, options.maxUploadBytes), {
    objectMode: false,
  });
  return { ...(await receiveFile(file, fields.get('name') ?? '', options)), fields };
}

const isPicture = ({ headers }: FastifyRequest) =>
  headers['content-type']?.trimStart().toLowerCase().startsWith('image/') === true;

const refuseMoreFiles = () => {
  throw new Refusal('more-than-one-file');
};

/** The multipart field `file`, or the whole body where its type says that it is a picture. */
export const receiveUpload: ReceiveUpload = (request, options) => {
  if (request.isMultipart()) return receiveForm(request, options, refuseMoreFiles);
  if (isPicture(request)) return receiveBody(request, options);
  throw new Refusal('no-file');
};

/** As the legacy API had it: only multipart, and of several files the first. */
export const receiveFirstFile: ReceiveUpload = (request, options) => {
  if (!request.isMultipart()) throw new Refusal('no-file');
  return receiveForm(request, options, () => undefined);
};
