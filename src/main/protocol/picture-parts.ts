import { onDisk } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import { partSize, type PicturePart } from '../../shared/task/picture-part.ts';
import { Recipe } from '../../shared/task/recipe.ts';

/** Parts that are kept as files, so that going back to one is quick. Each has at most as many pixels as a page may hold. */
const keptCount = 8;

export interface PartRequest {
  /** A newer part of the same picture ends an older one that is still being made. */
  readonly picture: string;
  readonly sourcePath: string;
  readonly page: number;
  readonly part: PicturePart;
}

interface Slot {
  readonly number: number;
  picture: string;
  wanted: string;
  isMade: boolean;
  made: Promise<string | null>;
}

function recipeFor({ part, page }: PartRequest): Recipe {
  const look = { format: 'png', effort: 0, fit: 'fill' } as const;
  return Recipe.parse({ page, outputs: [{ ...look, ...partSize(part) }] });
}

/** Makes parts of pictures for the screen. Resolves with a path, or null when there is nothing to show. */
export function makePictureParts(
  engine: Pick<Engine, 'preview'>,
): (request: PartRequest) => Promise<string | null> {
  /** The one that was wanted last is the last. */
  const slots: Slot[] = [];

  /** One that is being made for the same picture and not wanted any more, an empty one, or that which was wanted longest ago. */
  function take(picture: string): Slot {
    const superseded = slots.find((slot) => slot.picture === picture && !slot.isMade);
    const isFull = slots.length >= keptCount;
    const oldest = isFull ? (slots.find(({ isMade }) => isMade) ?? slots[0]) : undefined;
    const free = superseded ?? oldest;
    if (free) return free;
    const made = Promise.resolve(null);
    const slot = { number: slots.length, picture, wanted: '', isMade: true, made };
    slots.push(slot);
    return slot;
  }

  async function make(request: PartRequest, slot: Slot): Promise<string | null> {
    const { sourcePath, part } = request;
    const wanted = { sourcePath, recipe: recipeFor(request), output: 0, region: part };
    const preview = await engine.preview(`part:${slot.number}`, wanted);
    return preview.ok ? preview.value.path : null;
  }

  return async (request) => {
    const facts = await onDisk('stat', request.sourcePath).catch(() => null);
    if (facts === null) return null;
    const { picture, sourcePath, page, part } = request;
    const wanted = JSON.stringify([sourcePath, `${facts.size}:${facts.mtimeMs}`, page, part]);
    const slot = slots.find((one) => one.wanted === wanted) ?? take(picture);
    slots.splice(slots.indexOf(slot), 1);
    slots.push(slot);
    if (slot.wanted !== wanted) {
      const made = make(request, slot).then((path) => {
        if (slot.made !== made) return path;
        slot.isMade = true;
        if (path === null) slot.wanted = '';
        return path;
      });
      Object.assign(slot, { picture, wanted, isMade: false, made });
    }
    return slot.made;
  };
}
