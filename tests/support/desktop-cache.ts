import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { thumbnailName } from '../../src/engine/desktop-cache/thumbnail-name.ts';
import { pngText } from './png-chunks.ts';

/** A desktop's cache of the running test's own. */
export interface DesktopCache {
  readonly folder: string;
  /** Where the thumbnail of a source is, or would be. */
  pathOf(size: string, sourcePath: string): string;
  /** What it says of its source. */
  textOf(size: string, sourcePath: string): Record<string, string>;
  /** Another program could not make a thumbnail of it. */
  markFailed(program: string, sourcePath: string): string;
}

export const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Engines that this test starts look for it where it is. */
export function useDesktopCache(home: string): DesktopCache {
  vi.stubEnv('XDG_CACHE_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const folder = join(home, 'thumbnails');
  const pathOf = (size: string, source: string) => join(folder, size, thumbnailName(source));
  return {
    folder,
    pathOf,
    textOf: (size, source) => pngText(readFileSync(pathOf(size, source))),
    markFailed(program, source) {
      const mark = pathOf(join('fail', program), source);
      mkdirSync(dirname(mark), { recursive: true });
      writeFileSync(mark, 'a mark');
      return mark;
    },
  };
}
