import { longestList, valueAt, withList } from '../../shared/ipc/long-lists.ts';
import { ListPart, ListPlace } from '../../shared/ipc/part-schemas.ts';

/** Of one page, in all its lists: a page that sends parts and never what they belong to costs no more. */
const mostEntries = 4 * longestList;
const mostCharacters = 200_000_000;

interface KeptList {
  readonly entries: string[];
  characters: number;
}

/** The parts of one page's lists, until the requests come that they belong to. */
export interface ListParts {
  /** False for what is no part, and where the list would get too long. */
  keep(raw: unknown): boolean;
  /** The request with its list in place, which is kept no longer; undefined where there is no such list or place. */
  complete(raw: unknown, sent: unknown): unknown;
}

export function createListParts(): ListParts {
  const lists = new Map<number, KeptList>();

  /** Of the oldest nobody has asked for longest: its page was loaded anew, or never will. */
  const makeRoom = (own: number) => {
    let entries = 0;
    let characters = 0;
    for (const [id, list] of [...lists].toReversed()) {
      entries += list.entries.length;
      characters += list.characters;
      if (id !== own && (entries > mostEntries || characters > mostCharacters)) lists.delete(id);
    }
  };

  return {
    keep(raw) {
      const parsed = ListPart.safeParse(raw);
      if (!parsed.success) return false;
      const [id, part] = parsed.data;
      const kept = lists.get(id) ?? { entries: [], characters: 0 };
      for (const entry of part) kept.characters += entry.length;
      const isTooMuch =
        kept.entries.length + part.length > longestList || kept.characters > mostCharacters;
      lists.delete(id);
      if (isTooMuch) return false;
      kept.entries.push(...part);
      lists.set(id, kept);
      makeRoom(id);
      return true;
    },
    complete(raw, sent) {
      const parsed = ListPlace.safeParse(sent);
      if (!parsed.success) return undefined;
      const { list, way } = parsed.data;
      const kept = lists.get(list);
      lists.delete(list);
      const place = valueAt(raw, way);
      const isPlace = Array.isArray(place) && place.length === 0;
      return kept && isPlace ? withList(raw, way, kept.entries) : undefined;
    },
  };
}
