import { z } from 'zod';

/** Folders in which a person allowed results, in a dialog of the app's own. The screen cannot change them. */
export const AllowedFolders = z.lazy(() =>
  z.object({ folders: z.array(z.string()).readonly() }).readonly(),
);
export type AllowedFolders = z.infer<typeof AllowedFolders>;
