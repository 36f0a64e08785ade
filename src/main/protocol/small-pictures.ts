import type { Engine } from '../../engine/index.ts';
import { onDisk } from '../../engine/files/index.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import type { Turning } from '../../shared/task/turning.ts';
import { newestFirst } from './newest-first.ts';

/** Enough to keep a screen filling while the queue has the rest of the machine. */
const atOnce = 2;

export interface SmallPictureRequest {
  /** One picture a key; a newer one takes the older one's place. */
  readonly key: string;
  readonly sourcePath: string;
  /** The picture is made to fit in a square of this many pixels. */
  readonly edgePx: number;
  /** Of a source that has pages, from 1: else the first. */
  readonly page?: number;
  readonly turn?: Turning['turn'];
  readonly flip?: boolean;
}

interface Made {
  readonly path: string;
  readonly fingerprint: string;
}

function recipeFor({ edgePx, page, turn, flip }: SmallPictureRequest): Recipe {
  const box = { name: 'tile', width: edgePx, height: edgePx };
  return Recipe.parse({ outputs: [{ ...box, format: 'webp', quality: 82 }], page, turn, flip });
}

async function fingerprintOf(path: string): Promise<string | null> {
  const facts = await onDisk('stat', path).catch(() => null);
  return facts === null ? null : `${facts.size}:${facts.mtimeMs}`;
}

/**
 * Makes pictures that are only for the screen and remembers where they are until their source changes.
 * Resolves with a path, or null when there is nothing to show.
 */
export function makeSmallPictures(
  engine: Pick<Engine, 'preview'>,
): (request: SmallPictureRequest) => Promise<string | null> {
  const made = new Map<string, Made>();
  const underWay = new Map<string, Promise<string | null>>();
  const inTurn = newestFirst(atOnce);

  async function make(request: SmallPictureRequest): Promise<string | null> {
    const fingerprint = await fingerprintOf(request.sourcePath);
    if (fingerprint === null) return null;
    const known = made.get(request.key);
    if (known?.fingerprint === fingerprint && (await fingerprintOf(known.path)) !== null)
      return known.path;
    const { key, sourcePath } = request;
    const wanted = { sourcePath, recipe: recipeFor(request), output: 0 };
    const preview = await inTurn(() => engine.preview(key, wanted));
    if (!preview.ok) return null;
    made.set(key, { path: preview.value.path, fingerprint });
    return preview.value.path;
  }

  return (request) => {
    const running = underWay.get(request.key);
    if (running !== undefined) return running;
    const promise = make(request).finally(() => underWay.delete(request.key));
    underWay.set(request.key, promise);
    return promise;
  };
}
