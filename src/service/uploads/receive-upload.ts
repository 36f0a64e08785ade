import { basename } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { peek } from '../http/peek.ts';
import { Refusal } from '../http/problems.ts';
import type { Store } from '../store/store.ts';
import { headLength, isAcceptedBeginning } from './accepted-beginnings.ts';

const longestFieldBytes = 64 * 1024;
const longestName = 255;

export interface Upload {
  readonly name: string;
  readonly sizeBytes: number;
  readonly fields: ReadonlyMap<string, string>;
}

export interface ReceiveOptions {
  readonly store: Store;
  readonly key: string;
  readonly maxUploadBytes: number;
  readonly check: UploadCheck;
}

/** Refuses a file for its name or first bytes by throwing. */
export type UploadCheck = (head: Buffer, name: string) => void;

/** A sender's name for the file, as data: without folders, never longer than a file name can be. */
function plainName(sent: string): string {
  const name = basename(sent.replaceAll('\\', '/')).toWellFormed();
  return name.slice(0, longestName) || 'upload';
}

export const refuseWhatIsNoImage: UploadCheck = (head, name) => {
  if (!isAcceptedBeginning(head, name)) throw new Refusal('not-an-image');
};

async function keep({ file, filename }: MultipartFile, options: ReceiveOptions): Promise<Upload> {
  if (!filename) throw new Refusal('no-file-name');
  const name = plainName(filename);
  const { head, whole } = await peek(file, headLength);
  try {
    options.check(head, name);
    const sizeBytes = await options.store.write(options.key, whole);
    return { name, sizeBytes, fields: new Map() };
  } finally {
    whole.destroy();
  }
}

/**
 * Streams the multipart field `file` into the store and collects the other fields. Throws a refusal when there is
 * none or it is not taken, and then keeps nothing.
 */
export async function receiveUpload(
  request: FastifyRequest,
  options: ReceiveOptions,
): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal('no-file');
  const limits = { fileSize: options.maxUploadBytes, files: 1, fields: 8, parts: 10 };
  const fields = new Map<string, string>();
  let upload: Upload | null = null;
  try {
    const parts = request.parts({ limits: { ...limits, fieldSize: longestFieldBytes } });
    for await (const part of parts) {
      // Whoever reads it hears of its end; a sender that goes away later is told to nobody else.
      if (part.type === 'file') part.file.on('error', () => undefined);
      if (part.type === 'field') fields.set(part.fieldname, String(part.value));
      else if (part.fieldname === 'file') upload = await keep(part, options);
      else part.file.resume();
    }
  } catch (error) {
    await options.store.remove([options.key]);
    throw error;
  }
  if (upload === null) throw new Refusal('no-file');
  return { ...upload, fields };
}
