import { rm, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, copyRequests } from '../../../src/main/ipc/copy-requests.ts';
import { findResults } from '../../../src/main/ipc/find-results.ts';
import { shareRequests } from '../../../src/main/ipc/share-requests.ts';
import { toNative } from '../../../src/engine/files/index.ts';
import { ok } from '../../../src/shared/result.ts';
import { type CopyForm, copyForms } from '../../../src/shared/task/results-out.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDoneTask } from '../renderer/a-task.ts';

const jpeg = { width: 4, height: 3, format: 'jpeg' } as const;

/** Two tasks, of which the first made two files; `sizeBytes` is that of each. */
async function start(sizeBytes = 3) {
  const folder = tempFolder();
  const path = (name: string) => join(folder, name);
  const tasks = new Map<string, Task>();
  for (const [id, names] of [
    [1, ['a.jpg', 'a-2.jpg']],
    [2, ['b.jpg']],
  ] as const) {
    for (const name of names) await writeFile(path(name), Buffer.alloc(sizeBytes, name));
    const outputs = names.map((name) => ({ name, path: path(name), sizeBytes, ...jpeg }));
    const sourcePath = `/p/photo-${id}.jpg`;
    tasks.set(`t${id}`, aDoneTask(id, sizeBytes, { outputs, sourcePath }));
  }
  const clipboard: string[] = [];
  const looked: string[] = [];
  const engine = {
    find: (taskId: string) => tasks.get(taskId) ?? null,
    preview: async (_key: string, { sourcePath }: { readonly sourcePath: string }) => {
      looked.push(sourcePath);
      const sizes = { width: 4, height: 3, sourceWidth: 4, sourceHeight: 3, sizeBytes: 1 };
      const placeholder = { thumbHash: 'HhgKLZpw', averageColour: '#a0b0c0' };
      return ok({ ...sizes, path: '/p', format: 'png' as const, taken: null, placeholder });
    },
  };
  const requests = copyRequests({
    engine,
    clipboard: {
      writeText: async (text) => void clipboard.push(text),
      writeHtml: async (html, text) => void clipboard.push(html, text),
      writePng: async () => void clipboard.push('png'),
    },
    copyPicture: async (output) => {
      clipboard.push(`picture ${output.name}`);
      return ok(undefined);
    },
  });
  const copy = async (form: CopyForm, taskIds: readonly string[], output: number | null = null) => {
    const answer = await requests['results:copy']({ of: { taskIds, output }, form });
    return answer.ok ? answer.value : answer.problem.message;
  };
  return { path, engine, tasks, clipboard, looked, copy };
}

const dataOf = (name: string) =>
  `data:image/jpeg;base64,${Buffer.alloc(3, name).toString('base64')}`;

test('paths, Markdown, HTML and data addresses of several results are copied as text', async () => {
  const { path, clipboard, copy } = await start();
  const ids = ['t1', 't2'];
  expect(await copy('paths', ids)).toEqual({ count: 3, goneCount: 0 });
  await copy('markdown', ids);
  await copy('html', ['t2']);
  await copy('data-addresses', ids);
  await copy('paths', ['t1'], 1);
  expect(clipboard).toEqual([
    [path('a.jpg'), path('a-2.jpg'), path('b.jpg')].join('\n'),
    '![photo-1](a.jpg)\n![photo-1](a-2.jpg)\n![photo-2](b.jpg)',
    '<img src="b.jpg" width="4" height="3" alt="">',
    ['a.jpg', 'a-2.jpg', 'b.jpg'].map(dataOf).join('\n'),
    path('a-2.jpg'),
  ]);
});

test('one picture is copied as a picture, several as what a document takes', async () => {
  const { path, clipboard, copy } = await start();
  expect(await copy('pictures', ['t1'])).toEqual({ count: 1, goneCount: 0 });
  expect(await copy('pictures', ['t1'], 1)).toEqual({ count: 1, goneCount: 0 });
  expect(clipboard).toEqual(['picture a.jpg', 'picture a-2.jpg']);
  expect(await copy('pictures', ['t1', 't2'])).toEqual({ count: 2, goneCount: 0 });
  expect(clipboard.slice(2)).toEqual([
    `<p><img src="${dataOf('a.jpg')}"></p>\n<p><img src="${dataOf('b.jpg')}"></p>`,
    `${path('a.jpg')}\n${path('b.jpg')}`,
  ]);
});

test('what is too large for that is not read, and what may be copied is said', async () => {
  const { clipboard, copy } = await start(1_000_000);
  expect(await copy('data-addresses', ['t1', 't2'])).toBe(
    'These have 3 MB together. At most 2 MB can be copied like that: select fewer, or copy their paths.',
  );
  expect(await copy('data-addresses', ['t2'])).toEqual({ count: 1, goneCount: 0 });
  expect(clipboard).toHaveLength(1);
});

test.each(copyForms)(
  'a result that is gone is left out of %s, and of none nothing is left',
  async (form) => {
    const { path, clipboard, copy } = await start();
    await rm(path('b.jpg'));
    expect(await copy(form, ['t1', 't2'])).toMatchObject({ goneCount: 1 });
    expect(clipboard.join()).not.toContain('b.jpg');
    expect(await copy(form, ['t2'])).toBe('The result is not there any more.');
  },
);

test('files are shared where the system has a menu for it, and elsewhere that is said', async () => {
  const { path, engine } = await start();
  const shared: (readonly string[])[] = [];
  const wanted = { taskIds: ['t2'], output: null };
  const share = (paths: readonly string[]) => void shared.push(paths);
  const there = shareRequests({ engine, share });
  expect((await there['results:share'](wanted)).ok).toBe(true);
  expect(shared).toEqual([[path('b.jpg')]]);
  const answer = await shareRequests({ engine, share: null })['results:share'](wanted);
  expect(!answer.ok && answer.problem.message).toMatch(/^This system has no menu for sharing/);
});

test.each([
  ['a link', (at: string, to: string) => symlink(to, at)],
  ['another file', (at: string, to: string) => rename(to, at)],
])('%s in the place of a result that was just found is not copied', async (_, put) => {
  const { path, engine } = await start();
  await writeFile(path('private'), 'a letter');
  const found = await findResults(engine, { taskIds: ['t2'], output: null });
  const [result] = found.ok ? found.value.results : [];
  await rm(path('b.jpg'));
  await put(path('b.jpg'), path('private'));
  expect(result && (await addressOf(result))).toBeNull();
});

test('a name that is no text stands in addresses byte for byte, and is no path that another program could take', async () => {
  const { path, tasks, clipboard, copy, engine } = await start();
  const name = 'caf\udce9.jpg';
  await writeFile(toNative(path(name)), 'abc');
  const outputs = [{ name: 'x', path: path(name), sizeBytes: 3, ...jpeg }];
  tasks.set('t3', aDoneTask(3, 3, { outputs, sourcePath: path(name) }));
  expect(await copy('html', ['t3'])).toEqual({ count: 1, goneCount: 0 });
  expect(await copy('markdown', ['t3'])).toEqual({ count: 1, goneCount: 0 });
  expect(clipboard.map((text) => /caf%[^"')]*/.exec(text)?.[0])).toEqual([
    'caf%E9.jpg',
    'caf%E9.jpg',
  ]);
  const refusal = /^A name here is not readable text/;
  expect(await copy('paths', ['t3'])).toMatch(refusal);
  const share = shareRequests({ engine, share: () => undefined })['results:share'];
  const shared = await share({ taskIds: ['t3'], output: null });
  expect(!shared.ok && shared.problem.message).toMatch(refusal);
});

test('what stands for a picture while it loads is copied, and looked at only where that is not known', async () => {
  const { path, tasks, clipboard, looked, copy } = await start();
  const task = tasks.get('t1');
  if (task?.status !== 'succeeded') throw new Error('It is not done.');
  const [first, second] = task.outputs;
  if (!first || !second) throw new Error('It has two results.');
  const placeholder = { thumbHash: 'AAgCBwAA', averageColour: '#010203' };
  const icon = { ...second, format: 'ico' as const };
  tasks.set('t1', { ...task, outputs: [{ ...first, placeholder }, icon] });
  expect(await copy('thumb-hashes', ['t1', 't2'])).toEqual({ count: 2, goneCount: 0 });
  expect(await copy('colours', ['t1', 't2'])).toEqual({ count: 2, goneCount: 0 });
  expect(clipboard).toEqual(['AAgCBwAA\nHhgKLZpw', '#010203\n#a0b0c0']);
  expect(looked).toEqual([path('b.jpg'), path('b.jpg')]);
  expect(await copy('colours', ['t1'], 1)).toMatch(/^Icons have no placeholder/);
});
