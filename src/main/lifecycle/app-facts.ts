import { availableParallelism } from 'node:os';
import { app } from 'electron';
import { hasDesktopCache } from '../../engine/index.ts';
import type { AppFacts } from '../../shared/ipc/answers.ts';

/** The person's folder for pictures, or their own folder where the system has none. */
export function picturesFolder(): string {
  try {
    return app.getPath('pictures');
  } catch {
    return app.getPath('home');
  }
}

function platformFacts(): AppFacts['platform'] {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

export function appFacts(own: Pick<AppFacts, 'hasSamples' | 'notices'>): AppFacts {
  return {
    version: app.getVersion(),
    serviceHost: null,
    electronVersion: process.versions.electron ?? '',
    platform: platformFacts(),
    coreCount: availableParallelism(),
    hasDesktopCache: hasDesktopCache(),
    ...own,
  };
}
