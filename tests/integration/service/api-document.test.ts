import { describe, expect, test } from 'vitest';
import { ApiDocument } from '../../support/api-document.ts';
import { startService } from '../../support/service.ts';

describe.each([
  ['everyday', false],
  ['--compat', true],
])('the API document (%s)', (_, compat) => {
  test('is valid OpenAPI, and every operation has a name, a subject and every answer', async () => {
    const { client } = await startService({ compat });
    const document = await ApiDocument.of(client);
    expect(document.problems ?? []).toEqual([]);

    const routes = document.routes();
    const names = routes.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(routes.length);
    const subjects = document.raw.tags?.map(({ name }) => name) ?? [];
    for (const { path, operation } of routes) {
      expect([path, operation.operationId, operation.summary]).toEqual([
        path,
        expect.stringMatching(/^[a-z][A-Za-z]+$/),
        expect.any(String),
      ]);
      expect(subjects).toEqual(expect.arrayContaining(operation.tags ?? ['none']));
      expect([path, Object.keys(operation.responses ?? {})]).toEqual([
        path,
        expect.arrayContaining(['400', '408', '431']),
      ]);
    }
  });

  test('every example fits its schema, and whatever is no file has one', async () => {
    const { client } = await startService({ compat });
    const document = await ApiDocument.of(client);
    const told = document.bodies().filter(({ schema }) => schema?.['format'] !== 'binary');
    expect(told.filter(({ schema, examples }) => !schema || examples.length === 0)).toEqual([]);
    const misfits = told.flatMap(({ of, schema, examples }) =>
      examples.map((example) => [of, document.misfit(schema, example)]),
    );
    expect(misfits.filter(([, misfit]) => misfit !== null)).toEqual([]);
    expect(misfits.length).toBeGreaterThan(100);
    expect(JSON.stringify(document.raw)).not.toContain('Default Response');
  });
});

test('uploads, pictures, tokens and what to send again are in the document', async () => {
  const { client } = await startService();
  const document = await ApiDocument.of(client);
  const find = (name: string) =>
    document.routes().find(({ operation }) => operation.operationId === name)?.operation;

  // What no limit of a schema says, in words.
  expect(JSON.stringify(document.raw)).toContain('a colour such as #ffcc00');

  const upload = find('convertPicture');
  expect(upload).toMatchObject({
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: {
            properties: { file: { type: 'string', format: 'binary' }, preset: {}, recipe: {} },
            required: ['file'],
          },
        },
        'image/*': { schema: { format: 'binary' } },
      },
    },
    responses: {
      200: {
        content: {
          'image/webp': { schema: { format: 'binary' } },
          'application/zip': {},
          'multipart/form-data': {},
          'application/json': { schema: { properties: { submission_status: {} } } },
        },
        headers: { 'Preference-Applied': {}, 'Content-Location': {} },
      },
      202: { headers: { Location: {} } },
      429: { headers: { 'Retry-After': {} } },
      413: {},
      415: {},
      422: {},
      503: { headers: { 'Retry-After': {} } },
    },
  });
  const parameters = upload?.parameters?.map((one) => ('name' in one ? one.name : ''));
  expect(parameters).toEqual(
    expect.arrayContaining([
      'idempotency-key',
      'wait',
      'prefer',
      'name',
      'preset',
      'recipe',
      'batch',
      'batchTitle',
    ]),
  );
  expect(find('getOutput')?.responses).toMatchObject({
    200: { content: { 'image/jpeg': {}, 'image/avif': {} }, headers: { ETag: {} } },
    206: { headers: { 'Content-Range': {} } },
    304: {},
    416: { headers: { 'Content-Range': {} } },
  });
  expect(find('chooseResults')?.responses).toMatchObject({ 201: { headers: { Location: {} } } });
  expect(document.raw.security).toEqual([{ token: [] }, { cookie: [] }]);
  expect(find('getLiveness')?.security).toEqual([]);
  expect(JSON.stringify(document.raw)).not.toContain('readOnly');
});
