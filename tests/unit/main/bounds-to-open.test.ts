import { describe, expect, it } from 'vitest';
import { boundsToOpen } from '../../../src/main/window/bounds-to-open.ts';

const screen = { x: 0, y: 0, width: 1600, height: 900 };
const sizes = { smallest: { width: 640, height: 480 }, usual: { width: 1180, height: 780 } };
const left = (x: number, y: number, size = { width: 1000, height: 700 }) =>
  boundsToOpen({ bounds: { x, y, ...size }, isMaximized: false }, [screen], sizes);

describe('where the window opens', () => {
  it('is where it was left', () => {
    expect(left(100, 50)).toEqual({ x: 100, y: 50, width: 1000, height: 700 });
  });

  it('is never off every screen', () => {
    const place = { width: 1180, height: 780 };
    expect(left(5000, 50)).toEqual(place);
    expect(left(-990, 50)).toEqual(place);
    expect(left(100, -300)).toEqual(place);
    expect(left(100, 890)).toEqual(place);
    expect(boundsToOpen({ bounds: null, isMaximized: false }, [screen], sizes)).toEqual(place);
  });

  it('is no larger than the screen and no smaller than usable', () => {
    expect(left(0, 0, { width: 4000, height: 3000 })).toEqual({
      x: 0,
      y: 0,
      width: 1600,
      height: 900,
    });
    expect(left(0, 0, { width: 200, height: 100 })).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    });
  });
});
