import { readFile } from 'node:fs/promises';
import { setTimeout as passed } from 'node:timers/promises';
import { nativeImage, type NativeImage, screen } from 'electron';
import type { Engine } from '../../engine/index.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import type { Output } from '../../shared/task/task.ts';
import { type Bitmap, emptySheet, onStack } from './drag-bitmap.ts';

/** Of the longer edge on the screen. */
const edgePx = 96;
const stepPx = 4;
/** A hand that drags does not wait: what takes longer is dragged as an empty sheet. Milliseconds. */
const patienceMs = 300;

export type DragIcons = (first: Output, fileCount: number) => Promise<NativeImage>;

/** Pictures to drag, made small by the worker: nothing large is decoded in this process. */
export function makeDragIcons(engine: Pick<Engine, 'preview'>): DragIcons {
  async function pictureOf({ path }: Output, edge: number): Promise<Bitmap | null> {
    const box = { name: 'drag', width: edge, height: edge, format: 'png' };
    const recipe = Recipe.parse({ outputs: [box] });
    const made = await engine.preview('drag', { sourcePath: path, recipe, output: 0 });
    if (!made.ok) return null;
    const image = nativeImage.createFromBuffer(await readFile(made.value.path));
    return image.isEmpty() ? null : { pixels: image.toBitmap(), ...image.getSize() };
  }

  return async (first, fileCount) => {
    const scaleFactor = Math.min(3, screen.getPrimaryDisplay().scaleFactor);
    const scaled = (px: number) => Math.round(px * scaleFactor);
    const late = new AbortController();
    const picture = await Promise.race([
      pictureOf(first, scaled(edgePx)).catch(() => null),
      passed(patienceMs, null, { signal: late.signal }).catch(() => null),
    ]);
    late.abort();
    const { pixels, ...size } = onStack(
      picture ?? emptySheet(scaled(edgePx)),
      fileCount,
      scaled(stepPx),
    );
    return nativeImage.createFromBitmap(Buffer.from(pixels), { ...size, scaleFactor });
  };
}
