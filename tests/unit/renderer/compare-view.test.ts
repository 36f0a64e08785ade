import { describe, expect, it } from 'vitest';
import {
  firstView,
  fitZoom,
  panned,
  placeOf,
  stepped,
  type View,
  zoomedAt,
} from '../../../src/renderer/features/compare/compare-view.ts';

/** 24 pixels are the margin of a picture that is shown whole. */
const pane = { width: 824, height: 624, density: 1 };
const shape = { frame: { width: 1600, height: 800 }, pane };
const at = (zoom: View['zoom'], x = 0.5, y = 0.5): View => ({ zoom, centre: { x, y } });

describe('a picture in its pane', () => {
  it('is seen whole and in the middle at first', () => {
    expect(placeOf(firstView, shape)).toEqual({ left: 12, top: 112, width: 800, height: 400 });
  });

  it('at 1:1 has a pixel of the screen for each of its own, also on a sharp screen', () => {
    expect(placeOf(at(1), shape)).toMatchObject({ width: 1600, height: 800 });
    const sharp = { ...shape, pane: { ...pane, density: 2 } };
    expect(placeOf(at(1), sharp)).toMatchObject({ width: 800, height: 400 });
  });

  it('has no gap at a border, however far it is moved', () => {
    const far = panned(at(1), { x: 5000, y: 5000 }, shape);
    expect(placeOf(far, shape)).toMatchObject({ left: 0, top: 0 });
    const back = panned(far, { x: -10, y: 0 }, shape);
    expect(placeOf(back, shape).left).toBeCloseTo(-10);
  });

  it('stays in the middle along an edge that is in sight', () => {
    const flat = { ...shape, frame: { width: 1600, height: 100 } };
    expect(placeOf(panned(at(1), { x: -50, y: 80 }, flat), flat).top).toBe(262);
  });

  it('keeps what is under the pointer there while it is zoomed', () => {
    const point = { x: 300, y: 200 };
    const before = placeOf(at(1), shape);
    const closer = placeOf(zoomedAt(at(1), { zoom: 2, point }, shape), shape);
    const share = ({ left, width }: typeof before) => (point.x - left) / width;
    expect(share(closer)).toBeCloseTo(share(before));
  });
});

describe('the steps of zooming', () => {
  const walk = (direction: 1 | -1, view: View) => {
    const seen: View['zoom'][] = [];
    for (let now = view; ;) {
      const next = stepped(now, direction, shape);
      if (next === now) return seen;
      seen.push(next.zoom);
      now = next;
    }
  };

  it('go from all of it to single pixels and back', () => {
    expect(fitZoom(shape)).toBe(0.5);
    expect(walk(1, firstView)).toEqual([1, 2, 4, 8, 16, 32]);
    expect(walk(-1, at(4))).toEqual([2, 1, 'fit', 0.25, 0.125, 0.0625]);
  });

  it('leave out one that looks like the fit', () => {
    const nearly = { ...shape, frame: { width: 1580, height: 790 } };
    expect(stepped(at(1), -1, nearly).zoom).toBe('fit');
  });
});
