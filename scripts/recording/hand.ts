import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the pointer is from that moment on. */
export interface Gesture extends Point {
  readonly atMs: number;
  readonly isPressed: boolean;
  readonly carries: boolean;
}

/** The pointer of the film: it goes where a hand would, and each click and drop is a real one. */
export interface Hand {
  readonly gestures: readonly Gesture[];
  readonly moveTo: (point: Point, overMs: number) => Promise<void>;
  readonly click: (target: Locator, overMs: number) => Promise<void>;
  readonly doubleClick: (target: Locator, overMs: number) => Promise<void>;
  /** From where the pointer is, with the button held. */
  readonly drag: (points: readonly Point[], overMs: number) => Promise<void>;
  /** A file or folder from disk, held over the window and let go. */
  readonly drop: (path: string, points: readonly Point[], overMs: number) => Promise<void>;
}

const stepMs = 33;

/** Starts and ends slowly. */
const eased = (part: number) => part * part * (3 - 2 * part);

export async function middleOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('There is nothing to point at.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function createHand(page: Page, start: Point): Hand {
  const gestures: Gesture[] = [];
  let at = start;
  let isPressed = false;
  let carries = false;
  const note = () => gestures.push({ ...at, atMs: Date.now(), isPressed, carries });

  async function travel(
    to: Point,
    overMs: number,
    arrive: (point: Point) => Promise<unknown>,
  ): Promise<void> {
    const from = at;
    const beganMs = Date.now();
    for (let part = 0; part < 1;) {
      part = Math.min(1, (Date.now() - beganMs) / overMs);
      const along = eased(part);
      at = { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
      note();
      await arrive(at);
      await wait(stepMs);
    }
  }

  const glide = ({ x, y }: Point) => page.mouse.move(x, y);
  const moveTo = (point: Point, overMs: number) => travel(point, overMs, glide);

  async function press(isDown: boolean, clickCount = 1): Promise<void> {
    isPressed = isDown;
    note();
    await (isDown ? page.mouse.down({ clickCount }) : page.mouse.up({ clickCount }));
  }

  async function tap(clickCount?: number): Promise<void> {
    await press(true, clickCount);
    await wait(90);
    await press(false, clickCount);
  }

  note();
  return {
    gestures,
    moveTo,
    async click(target, overMs) {
      await moveTo(await middleOf(target), overMs);
      await wait(150);
      await tap();
    },
    async doubleClick(target, overMs) {
      await moveTo(await middleOf(target), overMs);
      await wait(150);
      await tap(1);
      await wait(60);
      await tap(2);
    },
    async drag(points, overMs) {
      await press(true);
      for (const point of points) await moveTo(point, overMs / points.length);
      await press(false);
    },
    async drop(path, points, overMs) {
      const client = await page.context().newCDPSession(page);
      const data = { items: [], files: [path], dragOperationsMask: 1 };
      // It comes from outside of the window, where the page must not hear of it.
      const send = (type: 'dragEnter' | 'dragOver' | 'drop', { x, y }: Point) =>
        client.send('Input.dispatchDragEvent', { type, x: Math.max(1, x), y, data });
      isPressed = true;
      carries = true;
      await send('dragEnter', at);
      for (const point of points) {
        await travel(point, overMs / points.length, (on) => send('dragOver', on));
      }
      await wait(450);
      await send('drop', at);
      isPressed = false;
      carries = false;
      note();
      await client.detach();
    },
  };
}
