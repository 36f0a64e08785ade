import { expect, test } from 'vitest';
import { fileRequests, type FileDependencies } from '../../../src/main/ipc/file-requests.ts';
import { createRecent } from '../../../src/main/files/recent-paths.ts';
import { createGrants } from '../../../src/main/security/grants.ts';
import { refuse } from '../../../src/shared/ipc/answers.ts';
import type { RecentPaths } from '../../../src/shared/settings/recent-paths.ts';

function openRecent() {
  let kept: RecentPaths = { paths: [], folders: [] };
  const told: string[] = [];
  const recent = createRecent({
    store: { read: () => kept, replace: (value) => (kept = value) },
    tellSystem: (path) => void told.push(path),
    clearSystem: () => void told.push('cleared'),
    onChange: () => void told.push('changed'),
  });
  return { recent, told };
}

test('what was added lately comes first, each once, and no more than ten', () => {
  const { recent, told } = openRecent();
  for (const name of 'abcdefghijkl') recent.note([`/p/${name}`]);
  recent.note(['/p/j', '/p/z']);
  expect(
    recent
      .list()
      .map((path) => path.at(-1))
      .join(''),
  ).toBe('jzlkihgfed');
  expect(told.slice(-3)).toEqual(['/p/j', '/p/z', 'changed']);
  recent.clear();
  expect(recent.list()).toEqual([]);
});

test('many files at once are remembered by their folder', () => {
  const { recent } = openRecent();
  recent.note(['/p/a.jpg', '/p/b.jpg', '/p/c.jpg', '/p/d.jpg']);
  expect(recent.list()).toEqual(['/p']);
});

test('a folder of which only files were named is told from one that was named itself', () => {
  const { recent } = openRecent();
  const many = (folder: string) => recent.note([1, 2, 3, 4].map((name) => `${folder}/${name}`));
  many('/p');
  recent.note(['/q']);
  many('/q');
  expect(recent.list().map(recent.isUnnamed)).toEqual([false, true]);
  recent.note(['/p']);
  expect(recent.list().map(recent.isUnnamed)).toEqual([false, false]);
});

test('the page gets no whole folder for some files of it unless a person allows that', async () => {
  const { recent } = openRecent();
  recent.note(['/home/1.jpg', '/home/2.jpg', '/home/3.jpg', '/home/4.jpg']);
  recent.note(['/album']);
  const asked: string[] = [];
  const received: string[] = [];
  const unused = () => Promise.reject(new Error('is not asked for here'));
  const requests = fileRequests({
    recent,
    receive(paths) {
      received.push(...paths);
      return Promise.resolve(refuse('not-found', ''));
    },
    grants: createGrants({
      given: new Set(),
      ask(question) {
        asked.push(...(question.kind === 'sources' ? question.paths : []));
        return Promise.resolve(false);
      },
      destinations: { read: () => [], replace: () => undefined },
    }),
    savePasted: unused,
    dialogs: { chooseFiles: unused } as unknown as FileDependencies['dialogs'],
    dragged: { note: () => undefined, areAll: unused },
    trySamples: unused,
  });
  await requests['recent:enqueue']('/album');
  const refused = await requests['recent:enqueue']('/home');
  expect(refused).toMatchObject({ problem: { code: 'not-allowed' } });
  expect({ asked, received }).toEqual({ asked: ['/home'], received: ['/album'] });
});
