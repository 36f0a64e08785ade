import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Engine } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { incomingPrefix, uploadKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import type { UploadIds } from './upload-ids.ts';

/** Parts of a form, or files of an archive. */
export const mostFiles = 1000;

interface Parts {
  readonly store: Store;
  readonly ids: Pick<UploadIds, 'fresh' | 'ofKey'>;
  readonly arriving: Arriving;
}

/** The ids of a request's pictures, in their order. */
export type IdAt = (at: number) => TaskId;

/** What all ids of one request follow from. */
const Origin = z.object({ submitter: z.string(), base: z.string() });
export type Origin = z.infer<typeof Origin>;

/** Null where it says none: a disk that filled up may have kept anything. */
function originIn(json: string): Origin | null {
  try {
    return Origin.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** What comes to this process now. */
export interface Arriving {
  /** One after the other for each origin, so that the second finds what the first became. */
  inTurn<Value>(origin: Origin, act: () => Promise<Value>): Promise<Value>;
  /** Keys of marks that nobody left behind. */
  readonly marks: Set<string>;
}

export function createArriving(): Arriving {
  const under = new Map<string, Promise<unknown>>();
  return {
    marks: new Set(),
    async inTurn({ submitter, base }, act) {
      const key = `${submitter}\0${base}`;
      for (let other = under.get(key); other; other = under.get(key)) await other.catch(() => null);
      const acting = act();
      under.set(key, acting);
      try {
        return await acting;
      } finally {
        under.delete(key);
      }
    },
  };
}

export const keyedOrigin = (submitter: string, key: string): Origin => ({
  submitter,
  base: `batch\0${key}`,
});
export const idsOf =
  (ids: Parts['ids'], { submitter, base }: Origin): IdAt =>
  (at) =>
    ids.ofKey(submitter, `${base}\0${at}`);

const idsAtOnce = 100;

/** All ids that a request may have brought: to make and look up a thousand at a stretch keeps others waiting. */
export async function* idGroups(idAt: IdAt): AsyncGenerator<TaskId[]> {
  for (let first = 0; first < mostFiles; first += idsAtOnce) {
    yield Array.from({ length: idsAtOnce }, (_, at) => idAt(first + at));
    await setImmediate();
  }
}

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
export function createArrival({ store, ids, arriving }: Parts, given: Origin | null): Arrival {
  const origin = given ?? { submitter: '', base: `arriving\0${ids.fresh()}` };
  const marker = `${ownPrefix(ids)}${ids.fresh()}`;
  let marking: Promise<unknown> | null = null;
  let isLeft = false;
  return {
    idAt: idsOf(ids, origin),
    async begin() {
      arriving.marks.add(marker);
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
      arriving.marks.delete(marker);
    },
  };
}

/** Removes what a service that was killed kept of requests which did not become tasks. Others may come meanwhile. */
export async function sweepArrivals(
  parts: Parts & { readonly engine: Pick<Engine, 'find'> },
): Promise<void> {
  const { store, ids, engine, arriving } = parts;
  for await (const { key } of store.list(incomingPrefix)) {
    if (!key.startsWith(ownPrefix(ids)) || arriving.marks.has(key)) continue;
    const opened = await store.open(key);
    const origin = opened && originIn(await text(opened.stream));
    const remove = async (all: IdAt) => {
      for await (const taskIds of idGroups(all))
        await store.remove(taskIds.filter((taskId) => !engine.find(taskId)).map(uploadKey));
    };
    // Its sender may send it again now, to the same ids.
    if (origin) await arriving.inTurn(origin, () => remove(idsOf(ids, origin)));
    await store.remove([key]);
  }
}
