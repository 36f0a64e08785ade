import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { desktopCacheFolder } from '../../../../src/engine/desktop-cache/thumbnail-name.ts';

it.each([
  ['/somewhere/else', '/somewhere/else/thumbnails'],
  ['', join(homedir(), '.cache/thumbnails')],
  ['not/absolute', join(homedir(), '.cache/thumbnails')],
])('is below XDG_CACHE_HOME %j where that is absolute', (chosen, folder) => {
  vi.stubEnv('XDG_CACHE_HOME', chosen);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(desktopCacheFolder()).toBe(folder);
});
