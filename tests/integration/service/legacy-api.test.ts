import { describe, expect, test } from 'vitest';
import { Client, pictureBytes, startService } from '../../support/service.ts';

type Answer = Readonly<Record<string, unknown>>;

const keys = ['submission_result', 'submission_status', 'submission_task_id'];
const unreadable = 'Error, Image type unidentified in file';

const ask = async (client: Client, id: string): Promise<Answer> =>
  (await client.json(`/convert/${id}`)).body;

/** The loop of the old clients: whatever is not PENDING any more is the end of it. */
async function waitAsOldClientsDo(client: Client, id: string): Promise<Answer> {
  let answer: Answer = {};
  const poll = async () => {
    answer = await ask(client, id);
    return answer['submission_status'];
  };
  await expect.poll(poll).not.toBe('PENDING');
  return answer;
}

/** A body that is no multipart form, as `curl -d` sends it. */
const sendForm = (client: Client, type: string, body: string) =>
  client.json('/convert', { method: 'POST', headers: { 'content-type': type }, body });

describe('with --compat the service says what the old one said', () => {
  test('twenty old clients at once all end with SUCCESS and true', async () => {
    const { client } = await startService({ compat: true });
    const endings = Array.from({ length: 20 }, async (_, number) => {
      const { status, body } = await client.send(await pictureBytes(number));
      const id = String(body['submission_task_id']);
      const first = { submission_task_id: id, submission_status: 'PENDING' };
      expect([status, body]).toEqual([202, { ...first, submission_result: null }]);
      return waitAsOldClientsDo(client, id);
    });
    for (const answer of await Promise.all(endings)) {
      expect(Object.keys(answer).toSorted()).toEqual(keys);
      expect(answer).toMatchObject({ submission_status: 'SUCCESS', submission_result: true });
    }
  });

  test('an unknown id is PENDING', async () => {
    const { client } = await startService({ compat: true });
    const { status, body } = await client.json('/convert/nobody-knows-this');
    expect([status, body]).toEqual([
      200,
      {
        submission_task_id: 'nobody-knows-this',
        submission_status: 'PENDING',
        submission_result: null,
      },
    ]);
  });

  test('a picture that cannot be read is SUCCESS with the old sentence', async () => {
    const { client } = await startService({ compat: true });
    const picture = await pictureBytes();
    const damaged = [
      Buffer.from('I am text'),
      Buffer.alloc(0),
      picture.subarray(0, 40),
      Buffer.concat([Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'), Buffer.alloc(200, 7)]),
    ];
    for (const bytes of damaged) {
      const { status, body } = await client.send(bytes, 'broken.PNG');
      expect(status).toBe(202);
      const id = String(body['submission_task_id']);
      expect(await waitAsOldClientsDo(client, id)).toEqual({
        submission_task_id: id,
        submission_status: 'SUCCESS',
        submission_result: unreadable,
      });
    }
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

  test('a body that is no multipart form has no file part, whatever its type', async () => {
    const { client } = await startService({ compat: true });
    const sent = [
      await client.json('/convert', { method: 'POST' }),
      await sendForm(client, 'application/x-www-form-urlencoded', 'file=picture.jpg'),
      await sendForm(client, 'application/json', '{"file": "picture.jpg"}'),
      await sendForm(client, 'application/json', '{'),
      await sendForm(client, 'image/jpeg', 'a picture'),
      await sendForm(client, 'text/plain', 'a picture'),
      await sendForm(client, 'multipart/form-data', 'without a boundary'),
    ];
    for (const { status, body } of sent) {
      expect([status, body]).toEqual([401, { error: 'no file part in request' }]);
    }
  });

  test('of several files it takes the first, as the old one did', async () => {
    const { client } = await startService({ compat: true });
    const form = new FormData();
    for (const name of ['first.jpg', 'second.jpg']) {
      form.append('file', new Blob([Uint8Array.from(await pictureBytes())]), name);
    }
    const { status, body } = await client.json('/convert', { method: 'POST', body: form });
    expect(status).toBe(202);
    const answer = await waitAsOldClientsDo(client, String(body['submission_task_id']));
    expect(answer['submission_result']).toBe(true);
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

  test('other methods are 405', async () => {
    const { client } = await startService({ compat: true });
    const asked = [
      ['PUT', '/convert', 'POST'],
      ['GET', '/convert', 'POST'],
      ['DELETE', '/convert/some-id', 'GET, HEAD'],
      ['POST', '/convert/some-id', 'GET, HEAD'],
    ] as const;
    for (const [method, path, allow] of asked) {
      const { status, headers } = await client.json(path, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });
});
