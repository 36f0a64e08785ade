import { describe, expect, it } from 'vitest';
import { createGrants, type GrantQuestion } from '../../../src/main/security/grants.ts';
import { ok } from '../../../src/shared/result.ts';

function person(answers: readonly boolean[]) {
  const given = new Set<string>();
  const asked: GrantQuestion[] = [];
  let folders: readonly string[] = [];
  const grants = createGrants({
    given,
    ask(question) {
      asked.push(question);
      return Promise.resolve(answers[asked.length - 1] ?? false);
    },
    destinations: {
      read: () => folders,
      replace: (next) => {
        folders = next;
      },
    },
  });
  return { grants, given, asked, folders: () => folders };
}

const into = (path: string) => ({ kind: 'folder' as const, path, mirrorsTree: true });
const refusal = { ok: false, problem: { code: 'not-allowed' } };

describe('sources', () => {
  it('that main has seen given are taken, and what lies in a given folder', async () => {
    const { grants, given, asked } = person([]);
    given.add('/home/ann/a.jpg');
    given.add('/home/ann/album');
    const paths = ['/home/ann/a.jpg', '/home/ann/album', '/home/ann/album/old/b.jpg'];
    expect(await grants.allowSources(paths)).toEqual(ok(undefined));
    expect(asked).toEqual([]);
  });

  it('of which there are very many are looked through while main does other things', async () => {
    const { grants, given } = person([]);
    given.add('/home/ann/album');
    const paths = Array.from({ length: 20_000 }, (_, at) => `/home/ann/album/${at}.jpg`);
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const allowed = await grants.allowSources(paths);
    isOver = true;
    expect(allowed).toEqual(ok(undefined));
    expect(turns).toBeGreaterThan(20);
  });

  it.each([
    '/home/ann/private.jpg',
    '/home/ann/album/../private.jpg',
    '/home/ann/album/link/../../private.jpg',
    '/home/ann/albums/b.jpg',
    '/home/ann',
    '/',
    'album/b.jpg',
  ])('such as %s, which nobody gave, are asked about and refused', async (path) => {
    const { grants, given, asked } = person([false]);
    given.add('/home/ann/album');
    expect(await grants.allowSources(['/home/ann/album/b.jpg', path])).toMatchObject(refusal);
    expect(asked).toEqual([{ kind: 'sources', paths: [path] }]);
  });

  it('that a person allows are not asked about again', async () => {
    const { grants, asked } = person([true]);
    for (let time = 0; time < 2; time += 1) {
      expect(await grants.allowSources(['/home/ann/a.jpg'])).toEqual(ok(undefined));
    }
    expect(asked).toHaveLength(1);
  });
});

describe('a destination', () => {
  it('beside its sources, or in the cache of the desktop, asks nothing', async () => {
    const { grants, asked } = person([]);
    const beside = { kind: 'beside', folderName: 'thumbnails' } as const;
    expect(await grants.allowDestination(beside)).toEqual(ok(undefined));
    expect(await grants.allowDestination({ kind: 'desktop-cache' })).toEqual(ok(undefined));
    expect(asked).toEqual([]);
  });

  it('that was chosen in a dialog is allowed with all below it', async () => {
    const { grants, asked } = person([]);
    grants.chooseDestination('/home/ann/out');
    expect(await grants.allowDestination(into('/home/ann/out/web'))).toEqual(ok(undefined));
    expect(asked).toEqual([]);
  });

  it.each(['/home/ann/.ssh', '/home/ann/out/../.ssh', '/home/ann', '/home/ann/outside', '.'])(
    'such as %s, which nobody chose, is asked about once',
    async (path) => {
      const { grants, asked, folders } = person([false, true]);
      grants.chooseDestination('/home/ann/out');
      expect(await grants.allowDestination(into(path))).toMatchObject(refusal);
      expect(folders()).toEqual(['/home/ann/out']);
      expect(await grants.allowDestination(into(path))).toEqual(ok(undefined));
      expect(await grants.allowDestination(into(path))).toEqual(ok(undefined));
      expect(asked).toHaveLength(2);
      expect(folders()).toEqual(['/home/ann/out', path]);
    },
  );
});

describe('a page that goes on asking', () => {
  it('is not heard any more after three refusals, and real drops still are', async () => {
    const { grants, given, asked } = person([]);
    for (let time = 0; time < 20; time += 1) {
      expect(await grants.allowSources([`/home/ann/${time}.jpg`])).toMatchObject(refusal);
    }
    expect(asked).toHaveLength(3);
    given.add('/home/ann/dropped.jpg');
    expect(await grants.allowSources(['/home/ann/dropped.jpg'])).toEqual(ok(undefined));
  });

  it('is refused while a question is open', async () => {
    const answer = Promise.withResolvers<boolean>();
    let count = 0;
    const grants = createGrants({
      given: new Set(),
      ask() {
        count += 1;
        return answer.promise;
      },
      destinations: { read: () => [], replace: () => undefined },
    });
    const first = grants.allowSources(['/home/ann/a.jpg']);
    await expect.poll(() => count).toBe(1);
    expect(await grants.allowDestination(into('/home/ann/.ssh'))).toMatchObject(refusal);
    answer.resolve(true);
    expect(await first).toEqual(ok(undefined));
    expect(count).toBe(1);
  });
});
