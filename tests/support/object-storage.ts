import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { onTestFinished, vi } from 'vitest';
import { type Credentials, isSigned } from './aws-signature.ts';

const bucket = 'pictures';
const owner: Credentials = { accessKeyId: 'a-key', secretAccessKey: 'a secret of tests' };

/** As Amazon's. */
const pageSize = 1000;
const mostBytes = 1024 ** 3;

interface StoredObject {
  readonly bytes: Buffer;
  readonly modifiedAt: Date;
}

type Objects = Map<string, StoredObject>;
type Query = Readonly<Record<string, string | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const asXml = (text: string) => text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
const fromXml = (text: string) =>
  Object.entries(entities).reduceRight((xml, [one, entity]) => xml.replaceAll(entity, one), text);
const valuesOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    fromXml(text),
  );

const sendXml = (reply: FastifyReply, xml: string) =>
  reply.type('application/xml').send(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);

const refuse = (reply: FastifyReply, status: number, code: string) =>
  sendXml(reply.code(status), `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

const bodyOf = ({ body }: FastifyRequest) => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** The key that a path names; what comes after the bucket, decoded. */
const keyOf = (path: string) => decodeURIComponent(path.slice(path.indexOf('/', 1) + 1));

function listed(objects: Objects, query: Query): string {
  const { prefix = '', 'continuation-token': after = '' } = query;
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after);
  const page = keys.toSorted().slice(0, pageSize);
  const contents = page.map((key) => {
    const { bytes, modifiedAt } = objects.get(key) ?? { bytes: '', modifiedAt: new Date(0) };
    return `<Contents><Key>${asXml(key)}</Key><Size>${bytes.length}</Size><LastModified>${modifiedAt.toISOString()}</LastModified></Contents>`;
  });
  const isMore = keys.length > page.length;
  const next = isMore
    ? `<NextContinuationToken>${asXml(page.at(-1) ?? '')}</NextContinuationToken>`
    : '';
  return `<ListBucketResult><IsTruncated>${isMore}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`;
}

function sendObject(reply: FastifyReply, { bytes, modifiedAt }: StoredObject, range = '') {
  reply.header('last-modified', modifiedAt.toUTCString()).type('application/octet-stream');
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === undefined || last === undefined) return reply.send(bytes);
  const part = bytes.subarray(Number(first), Number(last) + 1);
  const shown = `bytes ${first}-${Number(first) + part.length - 1}/${bytes.length}`;
  return reply.code(206).header('content-range', shown).send(part);
}

/** What is on its way in parts, by upload. */
type Uploads = Map<string, Map<number, Buffer>>;

function serveUploads(server: FastifyInstance, objects: Objects): void {
  const uploads: Uploads = new Map();
  const partsOf = ({ uploadId = '' }: Query) => uploads.get(uploadId);
  server.post<{ Querystring: Query }>('/:bucket/*', (request, reply) => {
    const key = keyOf(request.url.split('?')[0] ?? '');
    if (request.query['uploads'] !== undefined) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, new Map());
      const names = `<Key>${asXml(key)}</Key><UploadId>${id}</UploadId>`;
      return sendXml(
        reply,
        `<InitiateMultipartUploadResult>${names}</InitiateMultipartUploadResult>`,
      );
    }
    const parts = partsOf(request.query);
    if (!parts) return refuse(reply, 404, 'NoSuchUpload');
    const wanted = valuesOf(bodyOf(request).toString(), 'PartNumber').map(Number);
    const bytes = Buffer.concat(wanted.map((number) => parts.get(number) ?? Buffer.alloc(0)));
    objects.set(key, { bytes, modifiedAt: new Date() });
    return sendXml(reply, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
  });
  server.put<{ Querystring: Query }>('/:bucket/*', (request, reply) => {
    const key = keyOf(request.url.split('?')[0] ?? '');
    const source = request.headers['x-amz-copy-source'];
    const etag = reply.header('etag', '"one"');
    if (request.query['partNumber'] !== undefined) {
      const parts = partsOf(request.query);
      if (!parts) return refuse(reply, 404, 'NoSuchUpload');
      parts.set(Number(request.query['partNumber']), bodyOf(request));
      return etag.send();
    }
    if (source === undefined) {
      objects.set(key, { bytes: bodyOf(request), modifiedAt: new Date() });
      return etag.send();
    }
    const copied = objects.get(keyOf(`/${String(source).replace(/^\//, '')}`));
    if (!copied) return refuse(reply, 404, 'NoSuchKey');
    objects.set(key, { ...copied, modifiedAt: new Date() });
    return sendXml(reply, '<CopyObjectResult><ETag>"one"</ETag></CopyObjectResult>');
  });
  server.delete<{ Querystring: Query }>('/:bucket/*', (request, reply) => {
    uploads.delete(request.query['uploadId'] ?? '');
    return reply.code(204).send();
  });
}

/** What the store asks of S3, by its documentation: one bucket in memory, for who signs with the owner's key. */
function serveBucket(): FastifyInstance {
  const objects: Objects = new Map();
  const server = Fastify({
    bodyLimit: mostBytes,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  server.addHook('preHandler', async (request, reply) => {
    const { method, raw, headers } = request;
    const signed = { method, url: raw.url ?? '', headers, body: bodyOf(request) };
    if (!isSigned(signed, owner)) return refuse(reply, 403, 'SignatureDoesNotMatch');
    const [, asked] = request.url.split(/[/?]/);
    if (asked !== bucket) return refuse(reply, 404, 'NoSuchBucket');
    return undefined;
  });
  server.head('/:bucket', (_, reply) => reply.send());
  server.get<{ Querystring: Query }>('/:bucket', (request, reply) =>
    sendXml(reply, listed(objects, request.query)),
  );
  server.post('/:bucket', (request, reply) => {
    for (const key of valuesOf(bodyOf(request).toString(), 'Key')) objects.delete(key);
    return sendXml(reply, '<DeleteResult></DeleteResult>');
  });
  server.head('/:bucket/*', (request, reply) => {
    const found = objects.get(keyOf(request.url));
    if (!found) return reply.code(404).send();
    reply.header('last-modified', found.modifiedAt.toUTCString());
    return reply.header('content-length', found.bytes.length).send();
  });
  server.get('/:bucket/*', (request, reply) => {
    const found = objects.get(keyOf(request.url.split('?')[0] ?? ''));
    return found
      ? sendObject(reply, found, request.headers.range)
      : refuse(reply, 404, 'NoSuchKey');
  });
  serveUploads(server, objects);
  return server;
}

/** Object storage on a free port of this machine, with an empty bucket; answers with its address as `--store` takes it. */
export async function startObjectStorage(): Promise<string> {
  const server = serveBucket();
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', address);
  vi.stubEnv('AWS_ACCESS_KEY_ID', owner.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', owner.secretAccessKey);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.server.closeAllConnections();
    await server.close();
  });
  return `s3://${bucket}/farm`;
}
