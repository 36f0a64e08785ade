/** Named in `href`, as by `<use>`, or in `url(…)`, as a pattern, a mask or a filter is. */
const reference = /\bhref\s*=\s*["']\s*#([^"']+)["']|\burl\(\s*["']?#([^"')]+)["']?\s*\)/g;
const ownId = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** An element that has an id or refers to others, below the nearest such element that holds it. */
interface Part {
  readonly inside: Part[];
  readonly ids: readonly string[];
  /** How many references are followed to draw it. Left out until it is known. */
  count?: number;
}

function withoutComments(text: string): string {
  const [first = '', ...others] = text.split('<!--');
  return first + others.map((part) => part.slice(part.indexOf('-->') + 3)).join('');
}

/** Whether a tag, given from after its `<`, is an element without content. A `>` in quotes does not end it. */
function isEmptyElement(tag: string): boolean {
  let quote = '';
  for (let at = 0; at < tag.length; at += 1) {
    const char = tag.charAt(at);
    if (quote === '' && char === '>') return tag.charAt(at - 1) === '/';
    if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  return false;
}

/** The drawing as one part, and all that others may refer to. */
function readParts(text: string): { readonly whole: Part; readonly byId: Map<string, Part> } {
  const whole: Part = { inside: [], ids: [] };
  const byId = new Map<string, Part>();
  // One for each element that is open: itself, or what holds it where it is of no account.
  const open: Part[] = [whole];
  for (const piece of withoutComments(text).split('<').slice(1)) {
    if (piece.startsWith('/')) {
      if (open.length > 1) open.pop();
      continue;
    }
    if (piece.startsWith('?') || piece.startsWith('!')) continue;
    const holder = open.at(-1) ?? whole;
    const [, doubly, singly] = ownId.exec(piece) ?? [];
    const id = doubly ?? singly;
    const ids = Array.from(piece.matchAll(reference), ([, href, url]) => href ?? url ?? '');
    let part = holder;
    if (id !== undefined || ids.length > 0) {
      part = { inside: [], ids };
      holder.inside.push(part);
      if (id !== undefined && !byId.has(id)) byId.set(id, part);
    }
    if (!isEmptyElement(piece)) open.push(part);
  }
  return { whole, byId };
}

/**
 * How many references are followed to draw an SVG: what is reused, and itself reuses, counts each time. What refers to
 * itself counts once, as it is drawn.
 */
export function countReferences(text: string): number {
  if (text.search(reference) === -1) return 0;
  const { whole, byId } = readParts(text);
  const referredTo = ({ ids }: Part) => ids.flatMap((id) => byId.get(id) ?? []);
  const entered = new Set<Part>();
  // By hand and not by recursion: a file may nest as deep as it is long.
  const path = [whole];
  for (let part = path.at(-1); part !== undefined; part = path.at(-1)) {
    const below = [...part.inside, ...referredTo(part)];
    if (!entered.has(part)) {
      entered.add(part);
      below.filter((other) => !entered.has(other)).forEach((other) => path.push(other));
    } else {
      part.count ??= below.reduce((sum, { count = 0 }) => sum + count, part.ids.length);
      path.pop();
    }
  }
  return whole.count ?? 0;
}
