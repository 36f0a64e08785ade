import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from '../../shared/once.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';
import { formats, type WritableFormat } from '../../shared/formats/formats.ts';
import type { Placeholder } from '../../shared/task/placeholder.ts';
import { noMetadata } from '../../shared/task/metadata-policy.ts';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import { Recipe, workOf } from '../../shared/task/recipe.ts';
import type { PixelRegion } from '../../shared/task/picture-part.ts';
import { asksForTaken, takenAt } from '../naming/taken.ts';
import { sourceFingerprint } from '../memory/unchanged.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { WorkerPool } from '../worker-pool/attempt.ts';
import { failureOf } from '../worker-pool/outcome.ts';

export type PreviewResult = Result<Preview, Failure | 'cancelled'>;

/** A picture made for the screen only. `width` and `height` in pixels. */
export interface Preview {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: WritableFormat;
  readonly sizeBytes: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  /** When the source was taken, where the recipe's names say that. */
  readonly taken: string | null;
  /** Where the recipe asks for it. */
  readonly placeholder?: Placeholder;
}

export interface PreviewRequest {
  readonly sourcePath: string;
  readonly recipe: Recipe;
  /** Which output of the recipe. */
  readonly output: number;
  /** Only this part of the source. */
  readonly region?: PixelRegion;
}

/** Makes pictures for the screen, one at a time, in a worker of their own. */
export interface Previews {
  /** Runs beside the queue and never holds it up. A newer preview for the same `key` ends the older one as `cancelled`. */
  preview(key: string, request: PreviewRequest): Promise<PreviewResult>;
  /** What draws the eye in a page of a source as it stands upright; null where nobody can say. It says nothing of faces. */
  proposePoint(sourcePath: string, page: number): Promise<FocalPoint | null>;
}

/** As whoever made it sees it. */
export interface OwnedPreviews extends Previews {
  close(): Promise<void>;
}

/** The newest preview of a key: what ends it, and its file once there is one. */
interface Newest {
  readonly controller: AbortController;
  path: string | null;
}

/** Nothing is made of it: the picture is only looked at. */
const wholeWork = once(() => workOf(Recipe.parse({ outputs: [{ longEdge: 256 }] })));

const ownFile = /^preview-[0-9a-f]{16}-\d+\.[a-z]+$/;

/** Removes previews that a program left which died: who looks there must not find a private picture. Touches only files that this module named. */
async function sweep(folder: string): Promise<void> {
  // There is none before the first preview.
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => ownFile.test(name));
  await Promise.all(own.map((name) => removeFile(join(folder, name))));
}

const removeFile = (path: string) => rm(path, { force: true }).catch(() => undefined);

export function createPreviews(pool: WorkerPool, folder: string): OwnedPreviews {
  const newest = new Map<string, Newest>();
  const swept = sweep(folder);
  let prepared: Promise<void> | null = null;
  let lastRun: Promise<unknown> = Promise.resolve();
  let count = 0;
  const closing = new AbortController();

  const runInPool = async (
    fileStem: string,
    { sourcePath, recipe, output, region }: PreviewRequest,
    mine: Newest,
  ): Promise<PreviewResult> => {
    const wanted = recipe.outputs[output];
    if (!wanted) return notOk(failure('internal'));
    const outcome = await pool.run(
      {
        attemptId: fileStem,
        sourcePath,
        work: { ...workOf(recipe), ...noMetadata, outputs: [wanted], ...(region && { region }) },
        wantsTaken: asksForTaken(recipe),
        onProbed: ({ outputs: [planned] }) => {
          if (!planned) return Promise.resolve(null);
          mine.path = join(folder, `${fileStem}.${formats[planned.format].extensions[0]}`);
          return Promise.resolve({ paths: [mine.path] });
        },
      },
      mine.controller.signal,
    );
    if (outcome.kind !== 'succeeded') return notOk(failureOf(outcome) ?? 'cancelled');
    const [written] = outcome.outputs;
    if (!written || mine.path === null) return notOk(failure('internal'));
    const { width: sourceWidth, height: sourceHeight } = outcome.source;
    const taken = asksForTaken(recipe)
      ? takenAt(outcome.source, await sourceFingerprint(sourcePath))
      : null;
    return ok({ ...written, path: mine.path, sourceWidth, sourceHeight, taken });
  };

  const lookInPool = async (sourcePath: string, page: number): Promise<FocalPoint | null> => {
    let found: FocalPoint | null = null;
    await pool.run(
      {
        attemptId: `attention-${(count += 1)}`,
        sourcePath,
        work: { ...wholeWork(), page },
        look: 'attention',
        onProbed: ({ looked }) => {
          found = looked?.attention ?? null;
          return Promise.resolve(null);
        },
      },
      closing.signal,
    );
    return found;
  };

  const removeMade = async (preview: Newest | undefined) => {
    if (preview?.path) await removeFile(preview.path);
  };

  /** Runs one at a time: the pool has one worker and no queue. */
  const makeInTurn = async (key: string, request: PreviewRequest, mine: Newest) => {
    const keyHash = createHash('sha256').update(key).digest('hex').slice(0, 16);
    await swept;
    await (prepared ??= makeFolder(folder));
    if (mine.controller.signal.aborted) return notOk('cancelled' as const);
    const result = await runInPool(`preview-${keyHash}-${(count += 1)}`, request, mine);
    if (!result.ok) await removeMade(mine);
    return result;
  };

  return {
    async preview(key, request) {
      const older = newest.get(key);
      older?.controller.abort();
      const mine: Newest = { controller: new AbortController(), path: null };
      newest.set(key, mine);
      const made: Promise<PreviewResult> = lastRun.then(() => makeInTurn(key, request, mine));
      lastRun = made.catch(() => undefined);
      const result = await made.catch((): PreviewResult => notOk(failure('internal')));
      await removeMade(older);
      return result;
    },
    proposePoint(sourcePath, page) {
      const looked = lastRun.then(() => lookInPool(sourcePath, page)).catch(() => null);
      lastRun = looked;
      return looked;
    },
    async close() {
      closing.abort();
      for (const { controller } of newest.values()) controller.abort();
      await lastRun;
      await Promise.all(Array.from(newest.values(), removeMade));
      await pool.close();
    },
  };
}
