import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findReplaceable } from '../../../src/main/updates/find-replaceable.ts';
import { replaceFile } from '../../../src/main/updates/replace-file.ts';
import { createUpdateChoices } from '../../../src/main/updates/update-choices.ts';
import { toUpdateProblem, UpdateProblem } from '../../../src/main/updates/updater.ts';
import type { UpdateState } from '../../../src/shared/settings/update-state.ts';

interface Given {
  isOn?: boolean;
  isBusy?: boolean;
  /** Pictures come while the new version is put in place. */
  comeMeanwhile?: boolean;
  agrees?: boolean;
  offered?: string | null;
  checkFails?: boolean;
  downloadFails?: boolean;
}

function start(options: Given = {}) {
  const given = {
    isOn: true,
    isBusy: false,
    comeMeanwhile: false,
    agrees: true,
    offered: '0.2.0' as string | null,
    checkFails: false,
    downloadFails: false,
    ...options,
  };
  const states: UpdateState[] = [];
  const done: string[] = [];
  let daily: (() => void) | null = null;
  const choices = createUpdateChoices({
    loadUpdater: () =>
      Promise.resolve({
        check() {
          done.push('check');
          return given.checkFails
            ? Promise.reject(new UpdateProblem('No answer.'))
            : Promise.resolve(given.offered);
        },
        download(onFraction) {
          done.push('download');
          onFraction(0.5);
          return given.downloadFails
            ? Promise.reject(Object.assign(new Error('sha512'), { code: 'ERR_CHECKSUM_MISMATCH' }))
            : Promise.resolve();
        },
        install(mayStart) {
          done.push('install');
          given.isBusy = given.comeMeanwhile;
          return Promise.resolve(mayStart());
        },
      }),
    isOn: () => given.isOn,
    isBusy: () => given.isBusy,
    confirm: () => Promise.resolve(given.agrees),
    onChange: (state) => states.push(state),
    every(_ms, call) {
      daily = call;
      return () => {
        daily = null;
      };
    },
  });
  return { choices, given, states, done, tick: () => daily?.(), isDaily: () => daily !== null };
}

test('nothing is asked before a person has switched it on, and no more once it is off again', async () => {
  const { choices, given, done, isDaily } = start({ isOn: false });
  choices.follow();
  expect(await choices.check()).toBe(false);
  expect([done, isDaily()]).toEqual([[], false]);

  given.isOn = true;
  choices.follow();
  await expect.poll(() => done).toEqual(['check']);
  expect(isDaily()).toBe(true);
  given.isOn = false;
  choices.follow();
  expect(isDaily()).toBe(false);
});

test('each step waits to be told: found, fetched, installed', async () => {
  const { choices, states, done } = start();
  await choices.check();
  expect(choices.report()).toEqual({ kind: 'offered', version: '0.2.0' });
  expect(done).toEqual(['check']);
  await choices.download();
  expect(choices.report()).toEqual({ kind: 'ready', version: '0.2.0' });
  expect(await choices.install()).toBe(true);
  expect(done).toEqual(['check', 'download', 'install']);
  expect(states.map(({ kind }) => kind)).toEqual([
    'checking',
    'offered',
    'downloading',
    'downloading',
    'ready',
    'installing',
  ]);
});

test('nothing is installed in the middle of a batch, nor when the person says later', async () => {
  const { choices, given, done } = start({ isBusy: true });
  await choices.check();
  await choices.download();
  expect([choices.isHeld(), await choices.install()]).toEqual([true, false]);
  given.isBusy = false;
  given.agrees = false;
  expect(await choices.install()).toBe(false);
  expect(done).not.toContain('install');
});

test('a second click while it is asked or put in place does nothing', async () => {
  const { choices, done } = start();
  await choices.check();
  await choices.download();
  const clicks = [choices.install(), choices.install()];
  expect(await Promise.all(clicks)).toEqual([true, false]);
  expect(done.filter((step) => step === 'install')).toEqual(['install']);
});

test('pictures that come while it is put in place are made first, and the next start is the new one', async () => {
  const { choices } = start({ comeMeanwhile: true });
  await choices.check();
  await choices.download();
  expect(await choices.install()).toBe(true);
  expect(choices.report()).toEqual({ kind: 'installed', version: '0.2.0' });
});

test('what does not work is said in one line and can be tried again', async () => {
  const { choices, given } = start({ checkFails: true, downloadFails: true });
  await choices.check();
  expect(choices.report()).toEqual({ kind: 'failed', message: 'No answer.' });
  given.checkFails = false;
  await choices.check();
  await choices.download();
  expect(choices.report()).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('thrown away'),
  });
  given.downloadFails = false;
  given.offered = null;
  await choices.check();
  expect(choices.report()).toEqual({ kind: 'current' });
});

test('what was fetched is not lost to the look of the next day', async () => {
  const { choices, tick, done } = start();
  choices.follow();
  await expect.poll(() => choices.report()).toEqual({ kind: 'offered', version: '0.2.0' });
  await choices.download();
  tick();
  expect(choices.report()).toEqual({ kind: 'ready', version: '0.2.0' });
  expect(done).toEqual(['check', 'download']);
});

test.each([
  ['ERR_CHECKSUM_MISMATCH', 'did not match its checksum'],
  ['ENOSPC', 'The disk is full'],
  ['ECONNREFUSED', 'does not answer'],
  ['ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'no release for this computer'],
  ['ERR_SOMETHING', 'did not work'],
])('an error of the library, %s, is told in our words', (code, words) => {
  const { message } = toUpdateProblem(Object.assign(new Error('sha512 of 0xdead'), { code }));
  expect(message).toContain(words);
});

test('only copies that are theirs to replace look for newer ones', () => {
  const image = '/home/me/Thumbline.AppImage';
  const own = { APPIMAGE: image, APPDIR: '/tmp/.mount_1' };
  const linux = {
    isPackaged: true,
    platform: 'linux',
    execPath: '/tmp/.mount_1/thumbline-app',
    env: {},
    hasAddress: true,
  } as const;
  expect(findReplaceable(linux)).toBeNull();
  // Started from a terminal in another AppImage.
  expect(
    findReplaceable({ ...linux, env: own, execPath: '/opt/Thumbline/thumbline-app' }),
  ).toBeNull();
  expect(findReplaceable({ ...linux, env: own })).toEqual({
    kind: 'app-image',
    path: image,
  });
  expect(findReplaceable({ ...linux, env: { ...own, APPIMAGE: 'Thumbline.AppImage' } })).toBeNull();
  expect(findReplaceable({ ...linux, env: own, isPackaged: false })).toBeNull();
  expect(findReplaceable({ ...linux, env: own, hasAddress: false })).toBeNull();
  const windows = { ...linux, platform: 'win32' } as const;
  expect(findReplaceable({ ...windows, env: {} })).toEqual({ kind: 'nsis' });
  expect(findReplaceable({ ...windows, env: { PORTABLE_EXECUTABLE_DIR: 'C:\\' } })).toBeNull();
  expect(findReplaceable({ ...linux, platform: 'darwin' })).toEqual({
    kind: 'mac',
  });
});

test('a program is replaced as a whole or not at all, and leaves nothing beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbline-update-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [program, fetched] = [join(folder, 'Thumbline.AppImage'), join(folder, 'fetched')];
  await writeFile(program, 'old');
  await chmod(program, 0o640);
  await expect(replaceFile(program, fetched)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readFile(program, 'utf8')).toBe('old');

  await writeFile(fetched, 'new');
  await writeFile(join(folder, '.Thumbline.AppImage.part'), 'left by a kill');
  await replaceFile(program, fetched);
  expect(await readFile(program, 'utf8')).toBe('new');
  // Windows knows no such bits.
  if (process.platform !== 'win32') expect((await stat(program)).mode & 0o777).toBe(0o740);
  expect(await readdir(folder)).toEqual(['Thumbline.AppImage']);
});
