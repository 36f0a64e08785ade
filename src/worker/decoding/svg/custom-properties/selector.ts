import type { Budget } from './budget.ts';
import { splitOutside } from './style-sheet.ts';

/** What selectors ask of an element. */
export interface StyledElement {
  /** Without a prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: StyledElement | null;
  /** The one before it in the same element. */
  readonly previous: StyledElement | null;
}

interface Compound {
  name: string | null;
  id: string | null;
  isRoot: boolean;
  readonly classes: string[];
  readonly attributes: { readonly name: string; readonly value: string | null }[];
  /** What it must not be. */
  readonly nots: Compound[];
}

/** What the compound to the left means, seen from the element: its parent or any around it, the one before it or any before. */
type Relation = 'child' | 'inside' | 'next' | 'after';
const relations: readonly Relation[] = ['child', 'inside', 'next', 'after'];

export interface Selector {
  readonly text: string;
  /** From the right: what the element itself must be, then what it must be in, or stand behind. */
  readonly compounds: readonly [Compound, ...Compound[]];
  /** Of the compound at the same place to the one left of it. */
  readonly relations: readonly Relation[];
  /** Ids, classes and names, a thousand of one being less than one of the next. */
  readonly specificity: number;
  /** Where something of a class's weight that the element itself must have stands in the text. */
  readonly place: { readonly begin: number; readonly end: number } | null;
}

const word = String.raw`[\w\u0080-\uffff-]+`;
const token = new RegExp(
  String.raw`(?<child>\s*>\s*)|(?<next>\s*\+\s*)|(?<after>\s*~\s*)|(?<inside>\s+)|:not\((?<not>[^()]*)\)|(?<any>\*)|(?<root>:root)(?![\w-])` +
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
  nots: [],
});

/** Adds what stands within `:not()`, and gives its weight; null where that is more than one compound. */
function addNots(part: Compound, text: string): number | null {
  const selectors = splitOutside(text, ',').map(parseSelector);
  let weight = 0;
  for (const selector of selectors) {
    if (selector?.compounds.length !== 1) return null;
    part.nots.push(selector.compounds[0]);
    weight = Math.max(weight, selector.specificity);
  }
  return weight;
}

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

/** Whether a selector asks for what stands before an element. */
export const asksForPrevious = ({ relations: between }: Selector) =>
  between.includes('next') || between.includes('after');

/** Null for one that asks what is not known here, as `:hover` and `:nth-child()` do. */
export function parseSelector(text: string): Selector | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  let current = compound();
  const left: Compound[] = [];
  const between: Relation[] = [];
  let specificity = 0;
  let place: Selector['place'] = null;
  token.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = token.lastIndex) {
    const found = token.exec(trimmed)?.groups;
    if (!found || left.length >= mostCompounds) return null;
    const end = token.lastIndex;
    const relation = relations.find((one) => found[one] !== undefined);
    if (!relation) {
      const not = found['not'];
      const weight = not === undefined ? add(current, found) : addNots(current, not);
      if (weight === null) return null;
      specificity += weight;
      // A class cannot stand for what an element must not be.
      if (weight === weights.class && not === undefined) place = { begin: at, end };
      token.lastIndex = end;
      continue;
    }
    left.unshift(current);
    between.unshift(relation);
    current = compound();
    place = null;
  }
  return { text: trimmed, compounds: [current, ...left], relations: between, specificity, place };
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
    !part.nots.some((one) => isCompound(element, one)) &&
    part.classes.every((one) => classes.includes(one)) &&
    part.attributes.every((wanted) => {
      const value = attributes[wanted.name];
      return value !== undefined && (wanted.value === null || wanted.value === value);
    })
  );
}

const costOf = ({ classes, attributes, nots }: Compound): number =>
  classes.length + attributes.length + nots.reduce((sum, one) => sum + 1 + costOf(one), 0);

/** Whether an element is what a selector means. */
export function matches(
  { compounds, relations: between }: Selector,
  element: StyledElement,
  budget: Budget,
): boolean {
  /** Whether the compounds from one on mean an element and those around it. */
  function isFrom(at: number, one: StyledElement): boolean {
    const part = compounds[at];
    if (!part) return false;
    budget.spend(1 + costOf(part) * (1 + one.classes.length));
    if (!isCompound(one, part)) return false;
    if (at + 1 === compounds.length) return true;
    const relation = between[at];
    const towards = relation === 'next' || relation === 'after' ? 'previous' : 'parent';
    const isOne = relation === 'next' || relation === 'child';
    for (let other = one[towards]; other; other = isOne ? null : other[towards])
      if (isFrom(at + 1, other)) return true;
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
