import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiDocument } from '../../support/api-document.ts';
import { randomRequests, sendRandom } from '../../support/random-requests.ts';
import { type Client, pictureBytes, startService } from '../../support/service.ts';
import { expectAlways } from '../../support/property-loop.ts';

const seed = Number(process.env['THUMBLINE_FUZZ_SEED'] ?? 11);
const token = 'full-token-1';
const lookingToken = 'looking-token-1';

/** Tasks in every state that lasts, a batch and a choice of results. */
async function furnish(client: Client): Promise<string[]> {
  const tasks = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => client.sendPicture(number)));
  for (const task of tasks) await client.settled(task);
  const broken = await client.send(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'broken.jpg');
  const { body } = await client.json('/batches');
  const batches = body['batches'] as { readonly id: string }[];
  const chosen = await client.json('/results', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskIds: tasks }),
  });
  const result = String(chosen.body['url']).split('/').at(-1) ?? '';
  expect([broken.status, chosen.status]).toEqual([202, 201]);
  const [batch] = batches;
  return [
    ...tasks,
    String(broken.body['submission_task_id']),
    String(batch?.id),
    result,
    'service',
    'thumbnail',
    'web',
    'contact-sheet',
    '3',
  ];
}

test.each([
  ['everyday', false],
  ['--compat', true],
])('no random request is answered outside of the document, or with 500 (%s)', async (_, compat) => {
  const { client } = await startService({ compat, token: [token], readOnlyToken: [lookingToken] });
  const document = await ApiDocument.of(client);
  const known = {
    picture: await pictureBytes(2),
    words: await furnish(client),
    authorizations: [
      `Bearer ${token}`,
      `Bearer ${token}`,
      `Bearer ${lookingToken}`,
      'Bearer x',
      '',
    ],
  };
  await expectAlways(
    fc.asyncProperty(randomRequests(document, known), async (request) => {
      const answer = await sendRandom(client.url, request);
      expect(answer.status).not.toBe(500);
      expect(document.outside(request.method, request.path, answer)).toBeNull();
    }),
    { seed, endOnFailure: true },
  );
});
