import type { Budget } from './budget.ts';

/** What selectors ask of an element. */
export interface StyledElement {
  /** Without a prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: StyledElement | null;
}

interface Compound {
  name: string | null;
  id: string | null;
  isRoot: boolean;
  readonly classes: string[];
  readonly attributes: { readonly name: string; readonly value: string | null }[];
}

export interface Selector {
  readonly text: string;
  /** From the right: what the element itself must be, then what it must be in. */
  readonly compounds: readonly [Compound, ...Compound[]];
  /** Whether what stands left of the compound at the same place is its parent, and not any ancestor. */
  readonly isChild: readonly boolean[];
  /** Ids, classes and names, a thousand of one being less than one of the next. */
  readonly specificity: number;
  /** Where something of a class's weight that the element itself must have stands in the text. */
  readonly place: { readonly begin: number; readonly end: number } | null;
}

const word = String.raw`[\w\u0080-\uffff-]+`;
const token = new RegExp(
  String.raw`(?<child>\s*>\s*)|(?<inside>\s+)|(?<any>\*)|(?<root>:root)(?![\w-])` +
    String.raw`|\.(?<class>${word})|#(?<id>${word})|(?<name>${word})` +
    String.raw`|\[\s*(?<attribute>[\w:-]+)\s*(?:=\s*(?:"(?<doubly>[^"]*)"|'(?<singly>[^']*)'|(?<bare>${word}))\s*)?\]`,
  'y',
);
/** Deeper ones are no program's. */
const mostCompounds = 16;
const weights = { id: 1_000_000, class: 1000, name: 1 };

const compound = (): Compound => ({
  name: null,
  id: null,
  isRoot: false,
  classes: [],
  attributes: [],
});

/** What one token adds, as its weight. */
function add(part: Compound, found: Readonly<Record<string, string | undefined>>): number {
  if (found['name'] !== undefined) part.name = found['name'];
  else if (found['id'] !== undefined) part.id = found['id'];
  else if (found['root'] !== undefined) part.isRoot = true;
  else if (found['class'] !== undefined) part.classes.push(found['class']);
  else if (found['attribute'] !== undefined) {
    const value = found['doubly'] ?? found['singly'] ?? found['bare'] ?? null;
    part.attributes.push({ name: found['attribute'], value });
  }
  if (found['id'] !== undefined) return weights.id;
  if (found['name'] !== undefined) return weights.name;
  return found['any'] === undefined ? weights.class : 0;
}

/** Null for one that asks what is not known here, as `:hover` and `:nth-child()` do. */
export function parseSelector(text: string): Selector | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  let current = compound();
  const left: Compound[] = [];
  const isChild: boolean[] = [];
  let specificity = 0;
  let place: Selector['place'] = null;
  token.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = token.lastIndex) {
    const found = token.exec(trimmed)?.groups;
    if (!found || left.length >= mostCompounds) return null;
    if (found['child'] === undefined && found['inside'] === undefined) {
      const weight = add(current, found);
      specificity += weight;
      if (weight === weights.class) place = { begin: at, end: token.lastIndex };
      continue;
    }
    left.unshift(current);
    isChild.unshift(found['child'] !== undefined);
    current = compound();
    place = null;
  }
  return { text: trimmed, compounds: [current, ...left], isChild, specificity, place };
}

/** A selector of those elements that have a class, too: no heavier where the class can take another's place. */
export const withClass = ({ text, place }: Selector, name: string) =>
  place ? `${text.slice(0, place.begin)}.${name}${text.slice(place.end)}` : `${text}.${name}`;

function isCompound(element: StyledElement, part: Compound): boolean {
  const { attributes, classes, name, parent } = element;
  return (
    (part.name === null || part.name === name) &&
    (part.id === null || part.id === attributes['id']) &&
    (!part.isRoot || parent === null) &&
    part.classes.every((one) => classes.includes(one)) &&
    part.attributes.every((wanted) => {
      const value = attributes[wanted.name];
      return value !== undefined && (wanted.value === null || wanted.value === value);
    })
  );
}

/** Whether an element is what a selector means. */
export function matches(
  { compounds, isChild }: Selector,
  element: StyledElement,
  budget: Budget,
): boolean {
  /** Whether the compounds from one on mean an element and those around it. */
  function isFrom(at: number, one: StyledElement): boolean {
    const part = compounds[at];
    if (!part) return false;
    budget.spend(1 + (part.classes.length + part.attributes.length) * (1 + one.classes.length));
    if (!isCompound(one, part)) return false;
    if (at + 1 === compounds.length) return true;
    for (let above = one.parent; above; above = above.parent) {
      if (isFrom(at + 1, above)) return true;
      if (isChild[at]) return false;
    }
    return false;
  }
  return isFrom(0, element);
}

/** Under what elements look for the selectors that may mean them: the rarest thing that it asks for. */
export function keyOf({ compounds: [last] }: Selector): string {
  const [firstClass] = last.classes;
  if (last.id !== null) return `#${last.id}`;
  if (firstClass !== undefined) return `.${firstClass}`;
  return last.name ?? '*';
}

export function keysOf({ name, attributes, classes }: StyledElement): readonly string[] {
  const { id } = attributes;
  const own = id === undefined ? [] : [`#${id}`];
  return [...own, ...new Set(classes.map((one) => `.${one}`)), name, '*'];
}
