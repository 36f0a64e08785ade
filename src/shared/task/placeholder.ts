import { z } from 'zod';

/** What a page shows while a picture loads: a ThumbHash in base64, and the mean of all that can be seen, as `#rrggbb`. */
export const Placeholder = z.lazy(() =>
  z
    .object({
      thumbHash: z.string().regex(/^[A-Za-z0-9+/]{6,40}={0,2}$/),
      averageColour: z.string().regex(/^#[0-9a-f]{6}$/),
    })
    .readonly(),
);
export type Placeholder = z.infer<typeof Placeholder>;
