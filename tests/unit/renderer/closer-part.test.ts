import { describe, expect, it } from 'vitest';
import { closerPart } from '../../../src/renderer/features/compare/closer-part.ts';
import { placeOf, type View } from '../../../src/renderer/features/compare/compare-view.ts';
import { parsePart, partSize, partText } from '../../../src/shared/task/picture-part.ts';

/** A source of 108 megapixels, seen as large as a result of 1600 pixels. */
const size = { width: 12_000, height: 9000 };
const pane = { width: 1000, height: 600, density: 1 };
const frame = { width: 1600, height: 1200 };
const copyWidth = 1600;

function partAt(zoom: View['zoom'], centre = { x: 0.5, y: 0.5 }, current = null as never) {
  const place = placeOf({ zoom, centre }, { frame, pane });
  return closerPart({ size, copyWidth, place, pane }, current);
}

describe('the part that is wanted of a picture', () => {
  it('is none while the copy of all of it is sharp', () => {
    expect(partAt('fit')).toBeNull();
    expect(partAt(1)).toBeNull();
  });

  it('is what is in sight and some around it, as large as it is shown', () => {
    const part = partAt(2);
    expect(part?.shrink).toBe(2);
    const shown = partSize(part ?? { left: 0, top: 0, width: 1, height: 1, shrink: 1 });
    expect(shown.width).toBeGreaterThan(pane.width);
    expect(shown.width * shown.height).toBeLessThan(6_000_000);
    expect(partAt(8)?.shrink).toBe(1);
    expect(partAt(32)?.shrink).toBe(1);
  });

  it('never leaves the picture, whichever corner is looked at', () => {
    for (const centre of [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]) {
      const part = partAt(8, centre);
      if (!part) throw new Error('no part');
      expect(part.left).toBeGreaterThanOrEqual(0);
      expect(part.left + part.width).toBeLessThanOrEqual(size.width);
      expect(part.top + part.height).toBeLessThanOrEqual(size.height);
      expect(parsePart(partText(part))).toEqual(part);
    }
  });

  it('stays the same for a small move, and is another after a large one', () => {
    const first = partAt(8);
    expect(partAt(8, { x: 0.505, y: 0.5 }, first as never)).toBe(first);
    expect(partAt(8, { x: 0.7, y: 0.5 }, first as never)).not.toEqual(first);
  });

  it('has no more pixels than the screen where a screen has very many', () => {
    const large = { width: 3840, height: 2160, density: 2 };
    const place = placeOf({ zoom: 8, centre: { x: 0.5, y: 0.5 } }, { frame, pane: large });
    const part = closerPart({ size, copyWidth, place, pane: large }, null);
    const { width, height } = partSize(part ?? { left: 0, top: 0, width: 1, height: 1, shrink: 1 });
    expect(width * height).toBeLessThan(9_000_000);
  });
});

it.each(['0-0-10-10', '0-0-0-10-1', '0-0-10-10-3', '0-0-10-10-0', '0-0-9000-9000-1', '-1-0-5-5-1'])(
  'is refused as a part: %s',
  (text) => {
    expect(parsePart(text)).toBeNull();
  },
);
