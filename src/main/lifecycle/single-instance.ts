import type { App } from 'electron';

function pathsFrom(raw: unknown): readonly string[] {
  if (typeof raw !== 'object' || raw === null || !('paths' in raw)) return [];
  return Array.isArray(raw.paths) ? raw.paths.filter((path) => typeof path === 'string') : [];
}

export interface SecondInstance {
  /** What this start was asked to open: absolute, since the first instance may live in another folder. */
  readonly paths: readonly string[];
  /** Called in the first instance with what a later one was asked to open. */
  readonly onPaths: (paths: readonly string[]) => void;
}

/** True in the first instance. A later one hands its paths over, and should quit. */
export function isFirstInstance(app: App, { paths, onPaths }: SecondInstance): boolean {
  if (!app.requestSingleInstanceLock({ paths })) return false;
  app.on('second-instance', (...[, , , handedOver]) => onPaths(pathsFrom(handedOver)));
  return true;
}
