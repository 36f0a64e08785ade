import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  type ByteRange,
  type OpenedEntry,
  type Store,
  type StoreEntry,
  StoreUnavailableError,
} from './store.ts';

/** S3 removes at most this many at a time. */
const removedAtOnce = 1000;

interface Place {
  readonly bucket: string;
  /** Before every key; ends in `/` unless empty. */
  readonly prefix: string;
}

function placeOf(address: string): Place {
  const { hostname: bucket, pathname } = new URL(address);
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  return { bucket, prefix: folder === '' ? '' : `${folder}/` };
}

const isNetwork = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('E');
/** Also one that says that the bucket is not there or not for us. */
const isRefusal = (error: unknown) =>
  error instanceof S3ServiceException ||
  (error instanceof Error && error.name === 'CredentialsProviderError');

const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : null;

/** What it answers instead of the object means: later. */
function asStoreError(error: unknown): unknown {
  if (isNetwork(error)) {
    return new StoreUnavailableError('the object storage does not answer', { cause: error });
  }
  if (!isRefusal(error)) return error;
  return new StoreUnavailableError('the object storage refuses what it is asked', { cause: error });
}

async function translated<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

/**
 * `s3://bucket/prefix` on Amazon S3 or anything that speaks its protocol. Where it is and who we are comes from
 * AWS' own environment variables (`AWS_ENDPOINT_URL_S3`, `AWS_ACCESS_KEY_ID`, …).
 */
export function openS3Store(address: string): Store {
  const { bucket, prefix } = placeOf(address);
  const client = new S3Client({
    // Servers other than Amazon's seldom have a host name for each bucket, or its newer checksums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });

  const find = async (key: string): Promise<StoreEntry | null> => {
    try {
      const head = await client.send(new HeadObjectCommand(at(key)));
      const modifiedAt = head.LastModified?.getTime() ?? 0;
      return { key, sizeBytes: head.ContentLength ?? 0, modifiedAt };
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw asStoreError(error);
    }
  };

  const open = async (key: string, range?: ByteRange): Promise<OpenedEntry | null> => {
    try {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const {
        Body,
        ContentLength = 0,
        ContentRange,
        LastModified,
      } = await client.send(new GetObjectCommand({ ...at(key), ...(Range && { Range }) }));
      const modifiedAt = LastModified?.getTime() ?? 0;
      const [, wholeBytes = ContentLength] = /\/(\d+)$/.exec(ContentRange ?? '') ?? [];
      // In Node the body is a readable stream; in browsers it would be another.
      if (!(Body instanceof Readable)) throw new Error('the object came without a stream');
      return { key, sizeBytes: Number(wholeBytes), modifiedAt, stream: Body };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw asStoreError(error);
    }
  };

  async function* list(wanted: string): AsyncIterable<StoreEntry> {
    let token: string | undefined;
    do {
      const page = await translated(() =>
        client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: `${prefix}${wanted}`,
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        const modifiedAt = LastModified?.getTime() ?? 0;
        yield { key: Key.slice(prefix.length), sizeBytes: Size, modifiedAt };
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async function remove(keys: readonly string[]): Promise<void> {
    for (let first = 0; first < keys.length; first += removedAtOnce) {
      const Objects = keys.slice(first, first + removedAtOnce).map((key) => ({ Key: at(key).Key }));
      const request = { Bucket: bucket, Delete: { Objects, Quiet: true } };
      await translated(() => client.send(new DeleteObjectsCommand(request)));
    }
  }

  return {
    folder: null,
    async write(key, stream) {
      let sizeBytes = 0;
      stream.on('data', (part: Buffer) => {
        sizeBytes += part.length;
      });
      const upload = new Upload({ client, params: { ...at(key), Body: stream } });
      stream.once('error', () => void upload.abort());
      await translated(() => upload.done());
      return sizeBytes;
    },
    find,
    open,
    async borrow(key) {
      const opened = await open(key);
      if (!opened) return null;
      const folder = await mkdtemp(join(tmpdir(), 'thumbline-loan-'));
      const release = () => rm(folder, { recursive: true, force: true });
      try {
        const path = join(folder, basename(key));
        await pipeline(opened.stream, createWriteStream(path));
        return { path, release };
      } catch (error) {
        await release();
        throw asStoreError(error);
      }
    },
    async copy(from, to) {
      const source = at(from);
      const CopySource = [source.Bucket, ...source.Key.split('/')]
        .map(encodeURIComponent)
        .join('/');
      try {
        await client.send(new CopyObjectCommand({ ...at(to), CopySource }));
        return true;
      } catch (error) {
        if (statusOf(error) === 404) return false;
        throw asStoreError(error);
      }
    },
    remove,
    async removeAll(wanted) {
      const keys: string[] = [];
      for await (const { key } of list(wanted)) keys.push(key);
      await remove(keys);
    },
    list,
    async check() {
      await translated(() => client.send(new HeadBucketCommand({ Bucket: bucket })));
    },
  };
}
