import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { putPicture } from '../../support/picture.ts';
import {
  about,
  accepted,
  done,
  json,
  type Lies,
  removed,
  startPretender,
} from '../../support/pretender.ts';
import { engineOn, filesIn } from '../../support/server-engine.ts';

const honest: Lies = {
  'GET /about': about,
  'POST /convert': accepted,
  'GET /convert/abc': done(),
  'DELETE /convert/abc': removed,
};

/** Whatever the server says, the picture is made here, right, and there is nothing else. */
async function expectMadeHere(lies: Lies, kind = 'connected') {
  const pretender = await startPretender({ ...honest, ...lies });
  const there = engineOn(pretender.url, { timing: { idleMs: 400, answerMs: 400 } });
  await there.becomes(kind === 'connected' ? 'connected' : 'strange');
  const photos = join(there.folder, 'photos');
  const source = await putPicture(join(photos, 'a.jpg'));
  const before = readFileSync(source);
  const [task] = await there.make([source]);
  expect(task).toMatchObject({
    status: 'succeeded',
    outputs: [{ path: join(photos, 'thumbnails', 'a.jpg'), width: 12, height: 8 }],
  });
  const { format, width } = await sharp(join(photos, 'thumbnails', 'a.jpg')).metadata();
  expect({ format, width }).toEqual({ format: 'jpeg', width: 12 });
  expect(Object.keys(filesIn(photos))).toEqual(['a.jpg', 'thumbnails/a.jpg']);
  expect(readFileSync(source).equals(before)).toBe(true);
  return pretender;
}

/** Writes until the other end has had enough. */
function endless(status: number, type: string): Lies[string] {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type });
    const part = Buffer.alloc(65_536, '[');
    const write = () => {
      while (!response.destroyed && response.write(part));
      response.once('drain', write);
    };
    write();
  };
}

const picture = (edge: number) =>
  sharp({ create: { width: edge, height: edge, channels: 3, background: '#f00' } })
    .jpeg()
    .toBuffer();

const bytes =
  (body: Buffer): Lies[string] =>
  (_request, response) =>
    void response.end(body);

describe('a hostile server', () => {
  it.each([
    ['no JSON', json('<html>')],
    ['another shape', json({ hello: 'you' })],
    [
      'an id that is a path',
      json(
        {
          submission_task_id: '../../etc',
          submission_status: 'PENDING',
          status: 'PENDING',
          submission_result: null,
        },
        202,
      ),
    ],
    ['an endless answer', endless(202, 'application/json')],
  ])('answers an upload with %s', async (_what, lie) => {
    const { asked } = await expectMadeHere({ 'POST /convert': lie ?? json({}) });
    expect(asked.filter((what) => what.includes('etc'))).toEqual([]);
  });

  it.each([
    ['no JSON', json('nothing')],
    ['an unknown status', json({ submission_status: 'WELL' })],
    ['another size', done({ width: 9000 })],
    ['another format', done({ format: 'png' })],
    ['more bytes than there are', done({ sizeBytes: 2 ** 52 })],
    ['a name nobody asked for', done({ name: '../../../a' })],
  ])('says of a task: %s', async (_what, lie) => {
    await expectMadeHere({ 'GET /convert/abc': lie ?? json({}) });
  });

  it('sends more bytes than it said, or fewer, or no picture, or another one', async () => {
    const large = await picture(300);
    const announced = (body: Buffer) => ({
      'GET /convert/abc': done({ sizeBytes: body.length }),
      'GET /convert/abc/output': bytes(body),
    });
    await expectMadeHere({ 'GET /convert/abc/output': endless(200, 'image/jpeg') ?? json({}) });
    await expectMadeHere({ 'GET /convert/abc/output': bytes(Buffer.from('abc')) ?? json({}) });
    for (const body of [Buffer.from('<svg/>'), large, large.subarray(0, 40)]) {
      await expectMadeHere(announced(body));
    }
  });

  it('sends us elsewhere, and nobody follows', async () => {
    const elsewhere = await startPretender({});
    const redirect: Lies[string] = (request, response) => {
      request.resume();
      response.writeHead(307, { location: `${elsewhere.url}/convert` }).end();
    };
    await expectMadeHere({ 'POST /convert': redirect });
    await expectMadeHere({ 'GET /convert/abc': redirect });
    await expectMadeHere({ 'GET /about': redirect }, 'strange');
    expect(elsewhere.asked).toEqual([]);
  });

  it('is something else altogether', async () => {
    for (const lie of [json('hello'), json({ service: 'other' }), json({}, 404)]) {
      await expectMadeHere({ 'GET /about': lie }, 'strange');
    }
  });

  it('claims to have very many workers', async () => {
    const many = { service: 'thumbline', version: '9', workers: 1e15, mayConvert: true };
    const { url } = await startPretender({ ...honest, 'GET /about': json(many) });
    const there = engineOn(url);
    await there.becomes('connected');
    expect(there.engine.snapshot().queue.concurrency).toBe(32);
  });

  it('is told the name and no folder of what is sent', async () => {
    let form = '';
    const { url } = await startPretender({
      ...honest,
      'POST /convert': (request, response) => {
        request.setEncoding('latin1');
        request.on('data', (part: string) => (form += part));
        request.on('end', () => void response.writeHead(413).end());
      },
    });
    const there = engineOn(url);
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'secret place', 'a.jpg'));
    await there.make([source], {
      name: 'My secret recipe',
      destination: { kind: 'folder', path: join(there.folder, 'secret results') },
    });
    expect(form).toContain('filename="a.jpg"');
    expect(form).not.toContain('secret');
    expect(readdirSync(join(there.folder, 'secret results'))).toEqual(['a.jpg']);
  });
});
