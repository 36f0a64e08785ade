import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { about, startPretender } from '../../support/pretender.ts';
import { watchService } from '../../support/server-witness.ts';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, runCli, startProgram } from './run-cli.ts';

it('lets a server make the pictures, and leaves nothing there', async () => {
  const { client, serving } = await startService({ token: ['full-token-1'] });
  const server = watchService(serving.service.engine);
  const folder = tempFolder();
  for (const name of ['a.jpg', 'b.png']) await putPicture(join(folder, 'photos', name));
  const args = [program, '--json', '--server', client.url, '--out', 'small', 'photos'];
  const env = { THUMBLINE_TOKEN: 'full-token-1' };
  const ended = await startProgram(process.execPath, args, { cwd: folder, env }).finished;
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(readJson(ended.stdout).summary).toMatchObject({ succeeded: 2, failed: 0 });
  expect(filesIn(join(folder, 'small'))).toEqual(['a.jpg', 'b.png']);
  expect(server.succeededCount).toBe(2);
  await server.sees(({ leftCount }) => leftCount === 0);
});

it('says in one line that the server is too old for what is asked, and makes it here', async () => {
  const { url, asked } = await startPretender({ 'GET /about': about });
  const folder = tempFolder();
  for (const name of ['a.jpg', 'b.jpg']) await putPicture(join(folder, name));
  const ended = await runCli(folder, '--json', '--server', url, '--turn', '90', 'a.jpg', 'b.jpg');
  expect([ended.code, ended.stderr]).toEqual([
    0,
    'thumbline: The server is too old for some of what you ask. Pictures are made on this computer.\n',
  ]);
  expect(asked).not.toContain('POST /convert');
});

it('says in one line that the server does not answer or refuses the token, and makes them here', async () => {
  const { client } = await startService({ token: ['full-token-1'] });
  const folder = tempFolder();
  await putPicture(join(folder, 'a.jpg'));
  const run = (...words: string[]) => runCli(folder, '--json', ...words, 'a.jpg');
  const ends = [
    await run('--server', 'http://127.0.0.1:1'),
    await run('--server', client.url),
    await run('--server', client.url, '--token', 'wrong'),
  ];
  expect(ends.map(({ stderr }) => stderr)).toEqual([
    'thumbline: The server does not answer. Pictures are made on this computer.\n',
    'thumbline: The server wants a token. Pictures are made on this computer.\n',
    'thumbline: The server refuses this token. Pictures are made on this computer.\n',
  ]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  const wrong = await run('--server', 'ftp://studio');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('http://studio:5000')]);
});
