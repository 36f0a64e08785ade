import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Engine } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { incomingPrefix, uploadKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import type { UploadIds } from './upload-ids.ts';

/** Parts of a form, or files of an archive. */
export const mostFiles = 1000;

type Parts = { readonly store: Store; readonly ids: Pick<UploadIds, 'fresh' | 'ofKey'> };

/** The ids of a request's pictures, in their order. */
export type IdAt = (at: number) => TaskId;

/** What all ids of one request follow from. */
const Origin = z.object({ submitter: z.string(), base: z.string() });
export type Origin = z.infer<typeof Origin>;

export const keyedOrigin = (submitter: string, key: string): Origin => ({
  submitter,
  base: `batch\0${key}`,
});
export const idsOf =
  (ids: Parts['ids'], { submitter, base }: Origin): IdAt =>
  (at) =>
    ids.ofKey(submitter, `${base}\0${at}`);

/** Others may share the store, and have requests of their own under way. */
const ownPrefix = (ids: Parts['ids']) =>
  `${incomingPrefix}of-${ids.ofKey('', 'own').slice(0, 12)}-`;

export interface Arrival {
  readonly idAt: IdAt;
  /** Before the first of its pictures is kept: from then on a service that is started anew finds them. */
  begin(): Promise<void>;
  /** Removes these. What the store does not let go of now, the next start removes. */
  discard(taskIds: readonly TaskId[]): Promise<void>;
  /** They are tasks, or gone. Never rejects: a mark that stays is removed by the next start, and harms no task. */
  end(): Promise<void>;
}

/** Pictures that are kept before they are tasks. Without an origin their ids are like no others. */
export function createArrival({ store, ids }: Parts, given: Origin | null): Arrival {
  const origin = given ?? { submitter: '', base: `arriving\0${ids.fresh()}` };
  const marker = `${ownPrefix(ids)}${ids.fresh()}`;
  let marking: Promise<unknown> | null = null;
  let isLeft = false;
  return {
    idAt: idsOf(ids, origin),
    async begin() {
      marking ??= store.write(marker, Readable.from([Buffer.from(JSON.stringify(origin))]));
      await marking;
    },
    async discard(taskIds) {
      await store.remove(taskIds.map(uploadKey)).catch(() => {
        isLeft = true;
      });
    },
    async end() {
      if (marking && !isLeft) await store.remove([marker]).catch(() => undefined);
    },
  };
}

/** Removes what a service that was killed kept of requests which did not become tasks. To be done before any request comes. */
export async function sweepArrivals(
  parts: Parts & { readonly engine: Pick<Engine, 'find'> },
): Promise<void> {
  const { store, ids, engine } = parts;
  for await (const { key } of store.list(incomingPrefix)) {
    if (!key.startsWith(ownPrefix(ids))) continue;
    const opened = await store.open(key);
    const origin = opened && Origin.safeParse(JSON.parse(await text(opened.stream))).data;
    if (origin) {
      const taskIds = Array.from({ length: mostFiles }, (_, at) => idsOf(ids, origin)(at));
      const left = taskIds.filter((taskId) => engine.find(taskId) === null);
      await store.remove(left.map(uploadKey));
    }
    await store.remove([key]);
  }
}
