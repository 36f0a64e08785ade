import type { Budget } from './budget.ts';
import { withoutIs } from './is-selector.ts';
import {
  asksForPrevious,
  keyOf,
  keysOf,
  matches,
  parseSelector,
  type Selector,
  type StyledElement,
  withClass,
} from './selector.ts';
import {
  type Declaration,
  inCascade,
  isCustom,
  parseSheet,
  type SheetPart,
  splitOutside,
} from './style-sheet.ts';
import { hasReference, type LookUp, substitute } from './substitute.ts';

/** A rule that declares custom properties or uses them. */
interface Rule {
  /** As written, but for what the renderer does not know. */
  readonly selectors: string;
  readonly known: readonly Selector[];
  readonly declarations: readonly Declaration[];
  readonly custom: readonly Declaration[];
  /** Without those that another declaration takes the place of. */
  readonly uses: readonly Declaration[];
  readonly order: number;
  /** The class of the elements for which it has other values than for the first, by those values. */
  readonly classes: Map<string, { readonly name: string | null; readonly values: Values }>;
}
type Values = readonly (string | null)[];

/** What of a rule means an element. */
export interface Match {
  readonly rule: Rule;
  readonly specificity: number;
}

interface Known {
  readonly rule: Rule;
  readonly selector: Selector;
}

/** What it takes to apply a declaration about custom properties to an element, in steps. */
const useCost = 10;

/** Properties that an element has from those around it where its own value means nothing. */
const inherited =
  /^(?:fill|stroke|color|font|marker|text-anchor|text-rendering|visibility|letter-spacing|word-spacing|paint-order|clip-rule|writing-mode|direction|shape-rendering|image-rendering)/;

/** A declaration with its value; empty where it has none and is as good as not there. */
function written({ name, isImportant }: Declaration, value: string | null): string {
  const known = value ?? (inherited.test(name) ? 'inherit' : null);
  return known === null ? '' : `${name}:${known}${isImportant ? '!important' : ''};`;
}

/** Declarations without custom properties. `valueOf` is asked for those that use them. */
export function writeDeclarations(
  declarations: readonly Declaration[],
  valueOf: (declaration: Declaration) => string | null,
): string {
  const own = declarations.filter((declaration) => !isCustom(declaration));
  return own
    .map((one) => written(one, hasReference(one.value) ? valueOf(one) : one.value))
    .join('');
}

/** The style sheets of a drawing: who they mean, and how they are written without custom properties. */
export class Styles {
  readonly #sheets: (readonly (SheetPart | Rule)[])[] = [];
  readonly #byKey = new Map<string, Known[]>();
  readonly #budget: Budget;
  /** How many rules set a property. */
  readonly #setters = new Map<string, number>();
  #rules = 0;
  /** Whether an element may have another value than is written here. */
  isUnsure = false;
  /** Whether it counts what stands before an element. */
  asksForPrevious = false;

  constructor(sheets: readonly string[], budget: Budget) {
    this.#budget = budget;
    for (const sheet of sheets)
      this.#sheets.push(parseSheet(sheet).map((part) => this.#note(part)));
  }

  #note(part: SheetPart): SheetPart | Rule {
    if (part.kind === 'kept') {
      this.isUnsure ||= conditional.test(part.text) && customWords.test(part.text);
      return part;
    }
    const { declarations } = part;
    for (const name of new Set(declarations.map(settingOf)))
      this.#setters.set(name, (this.#setters.get(name) ?? 0) + 1);
    const custom = declarations.filter(isCustom);
    const last = new Map(inCascade(declarations).map((one) => [one.name, one]));
    const uses = [...last.values()].filter((one) => !isCustom(one) && hasReference(one.value));
    if (custom.length === 0 && uses.length === 0) return part;
    const all = splitOutside(part.selectors, ',').flatMap((text) => withoutIs(text, this.#budget));
    const known = all.flatMap((text) => {
      const selector = parseSelector(text);
      this.isUnsure ||= !selector && !dynamic.test(withoutBrackets(text));
      return selector ?? [];
    });
    this.asksForPrevious ||= known.some(asksForPrevious);
    const selectors = all.join(',');
    const order = (this.#rules += 1);
    const rule = { selectors, known, declarations, custom, uses, order, classes: new Map() };
    for (const selector of known) {
      const key = keyOf(selector);
      const others = this.#byKey.get(key) ?? [];
      if (others.length === 0) this.#byKey.set(key, others);
      others.push({ rule, selector });
    }
    return rule;
  }

  /** The rules about custom properties that mean an element, the one that counts most last. */
  matchesOf(element: StyledElement): readonly Match[] {
    const found = new Map<Rule, number>();
    for (const key of keysOf(element))
      for (const { rule, selector } of this.#byKey.get(key) ?? [])
        if (matches(selector, element, this.#budget))
          found.set(rule, Math.max(selector.specificity, found.get(rule) ?? 0));
    for (const { custom, uses } of found.keys())
      this.#budget.spend(useCost * (custom.length + uses.length));
    return Array.from(found, ([rule, specificity]) => ({ rule, specificity })).toSorted(
      (a, b) => a.specificity - b.specificity || a.rule.order - b.rule.order,
    );
  }

  /** The class an element needs so that the rule means its values; null for the first one that it means. */
  classFor({ classes, order, uses }: Rule, lookUp: LookUp): string | null {
    if (uses.length === 0) return null;
    const values = uses.map(({ value }) => substitute(value, { lookUp, budget: this.#budget }));
    const key = JSON.stringify(values);
    const known = classes.get(key);
    if (known) return known.name;
    const name = classes.size === 0 ? null : `var-${order}-${classes.size}`;
    classes.set(key, { name, values });
    return name;
  }

  /** A sheet without custom properties. `lookUp` is asked for rules that mean no element that is known. */
  write(sheet: number, lookUp: LookUp): string {
    const parts = this.#sheets[sheet] ?? [];
    return parts
      .map((part) => ('classes' in part ? this.#ofRule(part, lookUp) : asIs(part)))
      .join('\n');
  }

  #ofRule(rule: Rule, lookUp: LookUp): string {
    if (rule.classes.size === 0) this.classFor(rule, lookUp);
    const { known, selectors, declarations, uses } = rule;
    const [first] = rule.classes.values();
    const firstValues = new Map(uses.map((use, at) => [use, first?.values[at] ?? null]));
    const base = writeDeclarations(declarations, (use) => firstValues.get(use) ?? null);
    this.isUnsure ||= rule.classes.size > 1 && this.#isHeavier(rule);
    const kinds = [...rule.classes.values()].flatMap(({ name, values }) => {
      if (name === null) return [];
      this.#budget.spend(selectors.length + known.length * name.length);
      const own = uses.map((use, at) => written(use, values[at] ?? null));
      // One without a value has that of the first kind.
      this.isUnsure ||= own.includes('');
      const text = `${known.map((one) => withClass(one, name)).join(',')}{${own.join('')}}`;
      this.#budget.spend(text.length);
      return [text];
    });
    return [`${selectors}{${base}}`, ...kinds].join('\n');
  }

  /** Whether an added class may let a rule win against another that has more weight than it. */
  #isHeavier({ known, uses }: Rule): boolean {
    const [first] = known;
    const isSame = (one: Selector) => one.place && one.specificity === first?.specificity;
    return !known.every(isSame) && uses.some((use) => (this.#setters.get(settingOf(use)) ?? 0) > 1);
  }
}

/** One property for those that set several. */
const settingOf = ({ name }: Declaration) => /^(?:font|marker)(?=-)/.exec(name)?.[0] ?? name;

/** What may count for a picture, and is not looked into here. */
const conditional = /^@(?:media\b(?![^{]*(?:prefers-|print))|supports|layer|property)/i;
const customWords = /\bvar\(|[\s{;]--/i;

/** What is not there in a picture that nobody touches and that is no web page. */
const dynamic = /:(?:hover|focus|active|visited|target|checked|disabled|host|:)/;

/** What an element must be in any case: in brackets stand choices, and what it must not be. */
function withoutBrackets(selector: string): string {
  let [kept, depth] = ['', 0];
  for (const char of selector) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (depth === 0) kept += char;
  }
  return kept;
}

const asIs = (part: SheetPart) =>
  part.kind === 'kept'
    ? part.text
    : `${part.selectors}{${writeDeclarations(part.declarations, () => null)}}`;
