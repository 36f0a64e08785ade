import { z } from 'zod';

/** Folders beside the first that are held for the same reason: some by name, and how many there are. */
const Others = z.lazy(() =>
  z
    .object({ named: z.array(z.string()).readonly(), count: z.int() })
    .readonly()
    .optional(),
);

/** Why the queue, or a part of it, holds on by itself, until that is over or a person presses Resume. */
export const Hold = z.lazy(() =>
  z
    .discriminatedUnion('reason', [
      z.object({ reason: z.literal('history-full') }),
      z.object({ reason: z.literal('history-refuses') }),
      /** `neededBytes`: how much room it takes to go on. */
      z.object({ reason: z.literal('disk-full'), neededBytes: z.number() }),
      z.object({ reason: z.literal('read-only'), folder: z.string(), others: Others }),
      /** Its permissions let nobody like us write there. */
      z.object({ reason: z.literal('folder-closed'), folder: z.string(), others: Others }),
      z.object({ reason: z.literal('folder-gone'), folder: z.string(), others: Others }),
      /** The drive that pictures lie on: `folder` is where it was. */
      z.object({ reason: z.literal('drive-gone'), folder: z.string(), others: Others }),
      z.object({ reason: z.literal('crash-loop'), pictureCount: z.int() }),
    ])
    .readonly(),
);
export type Hold = z.infer<typeof Hold>;

export type FolderHold = Extract<Hold, { readonly folder: string }>;

/** Whether what waits could be made in another folder. */
export const isOfFolder = ({ reason }: Hold): boolean =>
  ['disk-full', 'read-only', 'folder-closed', 'folder-gone'].includes(reason);

/** So many are named beside the first. */
const othersNamed = 2;

/** One hold for all of them: the first reason, and every folder that it is true of. Null for none. */
export function joinedHold(holds: readonly Hold[]): Hold | null {
  const [first] = holds;
  if (!first) return null;
  const alike = holds.filter(({ reason }) => reason === first.reason);
  if (first.reason === 'disk-full') {
    const needs = alike.map((hold) => ('neededBytes' in hold ? hold.neededBytes : 0));
    return { ...first, neededBytes: Math.max(...needs) };
  }
  const folders = alike.flatMap((hold) => ('folder' in hold ? hold.folder : [])).toSorted();
  const [folder, ...others] = folders;
  if (folder === undefined || !('folder' in first) || others.length === 0) return first;
  const named = others.slice(0, othersNamed);
  return { ...first, folder, others: { named, count: others.length } };
}
