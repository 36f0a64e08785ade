import { z } from 'zod';

/** A rectangle on the desktop in device-independent pixels. */
export const Area = z.lazy(() =>
  z
    .object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
    .readonly(),
);
export type Area = z.infer<typeof Area>;

/** How the window was left. `bounds` null: it was never open. */
export const WindowPlace = z.lazy(() =>
  z
    .object({ bounds: Area.nullable().default(null), isMaximized: z.boolean().default(false) })
    .readonly(),
);
export type WindowPlace = z.infer<typeof WindowPlace>;
