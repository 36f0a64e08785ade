import { Buffer } from 'node:buffer';
import { request } from 'node:http';
import * as fc from 'fast-check';
import type { Answer, ApiDocument } from './api-document.ts';

export interface RandomRequest {
  readonly method: string;
  /** Of the document; null when it is none of its. */
  readonly path: string | null;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'TRACE', 'PROPFIND'];
const oddTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  '9007199254740993',
  '%',
  '\0',
  '..',
  '\'"<>',
  '__proto__',
];

const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'grapheme', maxLength: 80 }));
const headerText = fc
  .string({ unit: 'grapheme-ascii', maxLength: 60 })
  .map((value) => value.trim());
const ranges = fc.constantFrom('bytes=0-9', 'bytes=-5', 'bytes=9-1', 'bytes=99999-', 'bytes=x');
const types = fc.constantFrom(
  'application/json',
  'text/plain',
  'image/jpeg',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
);

const bytesOf = (value: string) => Buffer.from(value);

function partOf(name: string, content: Buffer, more = ''): Buffer {
  const head = `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

/** A form that begins well; what follows the picture is any field, and now and then it breaks off. */
function formWith(picture: Buffer) {
  const field = fc
    .tuple(fc.constantFrom('preset', 'recipe', 'batch', 'batchTitle', 'file', 'other'), text)
    .map(([name, value]) => partOf(name, Buffer.from(value)));
  const file = fc
    .tuple(
      fc.constantFrom(picture, Buffer.from('no picture')),
      fc.constantFrom('a.jpg', '', '../x'),
    )
    .map(([bytes, name]) => partOf('file', bytes, `; filename="${name}"`));
  return fc
    .tuple(fc.array(field, { maxLength: 3 }), fc.array(file, { maxLength: 2 }), fc.boolean())
    .map(([fields, files, isWhole]) =>
      Buffer.concat([...fields, ...files, Buffer.from(isWhole ? '--x--\r\n' : '')]),
    );
}

export interface Known {
  readonly picture: Buffer;
  /** Values that stand for something in the service. */
  readonly words: readonly string[];
  readonly authorizations: readonly string[];
}

/** Any method, of the document or not, for any address, with headers, questions and bodies that fit or do not. */
export function randomRequests(document: ApiDocument, { picture, words, authorizations }: Known) {
  const word = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, text);
  const parameters = document.routes().flatMap(({ operation }) => operation.parameters ?? []);
  const named = (place: string) =>
    parameters.flatMap((one) => ('in' in one && one.in === place ? [one.name] : []));
  const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...named('query')), text), word), {
    maxLength: 3,
  });
  const headers = fc.dictionary(
    fc.constantFrom(...named('header'), 'accept', 'cookie'),
    fc.oneof(headerText, ranges, fc.constantFrom('thumbline_token=%', '*', 'W/"1"')),
    { maxKeys: 2 },
  );
  const json = fc.oneof(
    fc.json(),
    word.map((id) => JSON.stringify({ taskIds: [id] })),
    fc.integer().map((jobs) => JSON.stringify({ jobs })),
  );
  const form = Buffer.concat([
    partOf('file', picture, '; filename="a.jpg"'),
    Buffer.from('--x--\r\n'),
  ]);
  const body = fc.oneof(
    fc.constant(null),
    fc.tuple(fc.constant('application/json'), json.map(bytesOf)),
    fc.tuple(fc.constant('multipart/form-data; boundary=x'), formWith(picture)),
    fc.tuple(fc.constant('image/jpeg'), fc.constant(picture)),
    fc.tuple(fc.constant('multipart/form-data; boundary=x'), fc.constant(form)),
    fc.tuple(types, text.map(bytesOf)),
  );
  const asDocumented = fc.constantFrom(...document.routes());
  const anyMethod = fc.constantFrom(...methods);
  const anyPath = fc.constantFrom(...document.paths, null);
  const target = fc.oneof(
    { weight: 4, arbitrary: asDocumented.map(({ method, path }) => [method, path] as const) },
    fc.tuple(anyMethod, anyPath),
  );
  const addressOf = (path: string | null, values: readonly string[]) => {
    // Segments of dots are no values but ways to other places.
    const given = values.map((value) => encodeURIComponent(value.toWellFormed()));
    const next = () => given.pop()?.replace(/^\.*$/, 'x') ?? 'x';
    return path?.replaceAll(/\{\w+\}/g, next) ?? `/nowhere/${next()}`;
  };
  return fc
    .record({
      target,
      values: fc.tuple(word, word),
      query: fc.oneof(fc.constant<[string, string][]>([]), query),
      headers: fc.oneof(
        headers,
        fc.constant({}),
        fc.constantFrom({ origin: 'http://other.site' }, { 'if-none-match': '*' }),
      ),
      body,
      authorization: fc.constantFrom(...authorizations),
    })
    .map(({ target: [method, path], values, ...rest }): RandomRequest => {
      const pairs = rest.query.map((pair) =>
        pair.map((part) => encodeURIComponent(part.toWellFormed())).join('='),
      );
      const [type, content] = rest.body ?? [];
      return {
        method,
        path,
        address: [addressOf(path, values), ...(pairs.length > 0 ? [pairs.join('&')] : [])].join(
          '?',
        ),
        headers: {
          ...rest.headers,
          authorization: rest.authorization,
          ...(type !== undefined && { 'content-type': type }),
        },
        body: content ?? null,
      };
    });
}

/** What is answered; of a stream that does not end, its beginning. */
export function sendRandom(url: string, sent: RandomRequest): Promise<Answer> {
  const { method, address, headers, body } = sent;
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': String(body.length) } : {};
    const asked = request(`${url}${address}`, { method, headers: { ...headers, ...length } });
    asked.on('error', reject).on('response', (response) => {
      let said = '';
      const status = response.statusCode ?? 0;
      const done = () => {
        const plain = Object.entries(response.headers).map(([name, value]) => [
          name,
          String(value),
        ]);
        resolve({ status, headers: Object.fromEntries(plain) as Answer['headers'], text: said });
      };
      response.setEncoding('utf8').on('error', reject).on('end', done);
      response.on('data', (part: string) => {
        said += part;
        if (!response.headers['content-type']?.startsWith('text/event-stream')) return;
        done();
        asked.destroy();
      });
    });
    asked.end(body ?? undefined);
  });
}
