import type { Area, WindowPlace } from '../../shared/settings/window-place.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface WindowSizes {
  readonly smallest: Size;
  readonly usual: Size;
}

/** So much of the title bar must be on a screen for a mouse to catch the window. */
const reachablePx = 80;

function isReachable(bounds: Area, area: Area): boolean {
  const left = Math.max(bounds.x, area.x);
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const bottom = area.y + area.height;
  return right - left >= reachablePx && bounds.y >= area.y && bounds.y < bottom - reachablePx;
}

/**
 * Where to open the window: as it was left, if a screen that is there now shows it; else at the usual size,
 * and the system finds a place. `workAreas` are what the screens leave free for windows.
 */
export function boundsToOpen(
  { bounds }: WindowPlace,
  workAreas: readonly Area[],
  { smallest, usual }: WindowSizes,
): Area | Size {
  if (bounds === null) return usual;
  const area = workAreas.find((candidate) => isReachable(bounds, candidate));
  if (area === undefined) return usual;
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(smallest.width, Math.min(bounds.width, area.width)),
    height: Math.max(smallest.height, Math.min(bounds.height, area.height)),
  };
}
