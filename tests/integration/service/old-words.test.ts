import { describe, expect, test } from 'vitest';
import { Client, pictureBytes, startService } from '../../support/service.ts';

describe('with --compat the service says what the old one said', () => {
  test('a picture goes from PENDING to SUCCESS by polling', async () => {
    const { client } = await startService({ compat: true });
    const { status, body } = await client.send(await pictureBytes());
    expect(status).toBe(202);
    const id = String(body['submission_task_id']);
    expect(body['submission_status']).toBe('PENDING');
    expect(await client.settled(id)).toMatchObject({
      submission_task_id: id,
      submission_status: 'SUCCESS',
      submission_result: true,
    });
  });

  test('every upload error is 401 with its sentence', async () => {
    const { client } = await startService({ compat: true });
    const picture = await pictureBytes();
    const sent = [
      await client.send(null),
      await client.send(picture, ''),
      await client.send(picture, 'notes.txt'),
      await client.send(picture, 'picture.webp'),
    ];
    expect(sent.map(({ status, body }) => [status, body])).toEqual([
      [401, { error: 'no file part in request' }],
      [401, { error: 'No file in request' }],
      [401, { error: 'Incorrect file type sent in request' }],
      [401, { error: 'Incorrect file type sent in request' }],
    ]);
  });

  test('also for what the old one did not know: tokens, sizes', async () => {
    const tokens = { token: ['first-token'], readOnlyToken: ['only-look-1'] };
    const { client } = await startService({ compat: true, maxUpload: 100_000, ...tokens });
    const picture = await pictureBytes();
    const sent = [
      await new Client(client.url).send(picture),
      await new Client(client.url, 'only-look-1').send(picture),
      await client.send(Buffer.concat([picture, Buffer.alloc(200_000)])),
    ];
    expect(sent.map(({ status, body }) => [status, body])).toEqual([
      [401, { error: 'This service wants a token: Authorization: Bearer …' }],
      [401, { error: 'This token does not allow that.' }],
      [401, { error: 'The upload is larger than this service takes.' }],
    ]);
  });

  test('a request that is no form has no file part', async () => {
    const { client } = await startService({ compat: true });
    const { status, body } = await client.json('/convert', { method: 'POST' });
    expect([status, body]).toEqual([401, { error: 'no file part in request' }]);
  });

  test('the name decides, so what cannot be read is found out later', async () => {
    const { client } = await startService({ compat: true });
    const { status, body } = await client.send(Buffer.from('I am text'), 'text.png');
    expect(status).toBe(202);
    const done = await client.settled(String(body['submission_task_id']));
    expect(done['submission_status']).toBe('FAILURE');
  });

  test('an unknown id is one that still waits', async () => {
    const { client } = await startService({ compat: true });
    const { status, body } = await client.json('/convert/nobody-knows-this');
    expect([status, body]).toMatchObject([200, { submission_status: 'PENDING' }]);
  });
});
