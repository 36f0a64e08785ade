import { escapedText, escapedValue } from '../../../bytes/xml-text.ts';
import { SaxesParser } from 'saxes';
import { Budget, TooCostly } from './budget.ts';
import { Scope } from './scope.ts';
import type { StyledElement } from './selector.ts';
import { type Declaration, inCascade, isCustom, parseDeclarations } from './style-sheet.ts';
import { Styles, writeDeclarations } from './styles.ts';
import { hasReference, type LookUp, substitute } from './substitute.ts';

export interface Resolved {
  readonly text: string;
  /** True where another value may be meant. */
  readonly isDoubtful: boolean;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isSelfClosing: boolean;
}

/** Thrown by `parse`. */
class NotWellFormed extends Error {}

/** Calls for the parts of markup in their order; throws where it is not well formed. */
function parse(
  markup: string,
  calls: {
    readonly open: (tag: Tag) => void;
    readonly close: (tag: Tag) => void;
    readonly text: (text: string) => void;
  },
): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw new NotWellFormed(error.message);
  });
  parser.on('opentag', calls.open);
  parser.on('closetag', calls.close);
  parser.on('text', calls.text);
  parser.write(markup).close();
}

/** What is to be known before the first element is written. */
interface Overview {
  readonly sheets: readonly string[];
  /** The ids of what is drawn elsewhere, too. */
  readonly reused: ReadonlySet<string>;
}

function overview(markup: string): Overview {
  const sheets: string[] = [];
  const reused = new Set<string>();
  let isStyle = false;
  parse(markup, {
    open: ({ name, attributes }) => {
      isStyle = localName(name) === 'style';
      if (isStyle) sheets.push('');
      if (localName(name) !== 'use') return;
      for (const [key, value] of Object.entries(attributes))
        if (localName(key) === 'href') reused.add(value.trim().slice(1));
    },
    close: () => {
      isStyle = false;
    },
    text: (text) => {
      if (isStyle) sheets.push((sheets.pop() ?? '') + text);
    },
  });
  return { sheets, reused };
}

interface Open extends StyledElement {
  readonly scope: Scope;
  /** What is around the innermost part that it is in and that is reused; null for none. */
  readonly around: Scope | null;
  /** The last one in it up to here. */
  inner: StyledElement | null;
}

/** Writes a drawing anew, element by element. */
class Writer {
  readonly #budget = new Budget();
  readonly #styles: Styles;
  /** The sheets are written at the end, when all are known whom they mean. */
  readonly #pieces: (string | { readonly sheet: number })[] = [];
  readonly #open: Open[] = [];
  readonly #reused: ReadonlySet<string>;
  /** Of those that reuse parts. */
  readonly #reusing = new Set<Scope>();
  /** The values that such parts have from around them where they stand. */
  readonly #borrowed = new Map<string, Set<string | null>>();
  #sheets = 0;
  #root: Scope = Scope.outermost(this.#budget);

  constructor(markup: string) {
    const { sheets, reused } = overview(markup);
    this.#styles = new Styles(sheets, this.#budget);
    this.#reused = reused;
    parse(markup, {
      open: (tag) => this.#enter(tag),
      close: (tag) => this.#leave(tag),
      text: (text) => {
        if (this.#open.at(-1)?.name !== 'style') this.#pieces.push(escapedText(text));
      },
    });
  }

  get resolved(): Resolved {
    const lookUp = this.#lookUpIn(this.#root, null);
    const text = this.#pieces
      .map((piece) =>
        typeof piece === 'string' ? piece : escapedText(this.#styles.write(piece.sheet, lookUp)),
      )
      .join('');
    return { text, isDoubtful: this.#styles.isUnsure || this.#isOtherWhereReused };
  }

  /** Whether a part may have other values where it is reused than where it stands. */
  get #isOtherWhereReused(): boolean {
    const borrowed = [...this.#borrowed];
    return [...this.#reusing].some((scope) =>
      borrowed.some(([name, values]) => values.size > 1 || !values.has(scope.valueOf(name))),
    );
  }

  #lookUpIn(scope: Scope, around: Scope | null): LookUp {
    return (name) => {
      const value = scope.valueOf(name);
      if (around && around.valueOf(name) === value) {
        const values = this.#borrowed.get(name) ?? new Set();
        this.#borrowed.set(name, values.add(value));
      }
      return value;
    };
  }

  #enter({ name, attributes, isSelfClosing }: Tag): void {
    const outer = this.#open.at(-1);
    const style = attributes['style'] ?? '';
    const element: StyledElement = {
      name: localName(name),
      attributes,
      classes: attributes['class']?.split(/\s+/).filter(Boolean) ?? [],
      parent: outer ?? null,
      previous: outer?.inner ?? null,
    };
    if (outer && this.#styles.asksForPrevious) outer.inner = element;
    const isStyled = style.includes('--');
    const inline = isStyled ? parseDeclarations(style) : [];
    const matched = this.#styles.matchesOf(element);
    // What is written at the element itself comes after the sheets.
    const declared = [...matched.flatMap(({ rule }) => rule.custom), ...inline.filter(isCustom)];
    const outerScope = outer?.scope ?? Scope.outermost(this.#budget);
    const isPart = this.#reused.has(attributes['id'] ?? '');
    const around = isPart ? outerScope : (outer?.around ?? null);
    const scope = outerScope.inner(inCascade(declared), this.#lookUpIn(outerScope, around));
    if (!outer) this.#root = scope;
    if (element.name === 'use') this.#reusing.add(scope);
    const lookUp = this.#lookUpIn(scope, around);
    const valueIn = (value: string) => substitute(value, { lookUp, budget: this.#budget });
    const added = matched.flatMap(({ rule }) => this.#styles.classFor(rule, lookUp) ?? []);
    const written = Object.entries(attributes).flatMap(([key, value]) => {
      if (key === 'style' && isStyled) {
        const valueOf = (one: Declaration) => valueIn(one.value);
        return [[key, writeDeclarations(inline, valueOf)] as const];
      }
      const known = hasReference(value) ? valueIn(value) : value;
      return known === null || (key === 'class' && added.length > 0) ? [] : [[key, known] as const];
    });
    if (added.length > 0) written.push(['class', [...element.classes, ...added].join(' ')]);
    const words = written.map(([key, value]) => ` ${key}="${escapedValue(value)}"`).join('');
    this.#pieces.push(`<${name}${words}${isSelfClosing ? '/' : ''}>`);
    this.#open.push({ ...element, scope, around, inner: null });
  }

  #leave({ name, isSelfClosing }: Tag): void {
    if (this.#open.pop()?.name === 'style') {
      const sheet = this.#sheets;
      this.#sheets += 1;
      if (!isSelfClosing) this.#pieces.push({ sheet });
    }
    if (!isSelfClosing) this.#pieces.push(`</${name}>`);
  }
}

/**
 * A drawing with the values of its CSS custom properties in place of `var()`, for a renderer that knows none. One that is
 * too costly stays as it is, and so does markup that is not well formed: its own parser says what is wrong.
 */
export function resolveCustomProperties(markup: string): Resolved {
  try {
    return new Writer(markup).resolved;
  } catch (error) {
    if (error instanceof TooCostly || error instanceof NotWellFormed)
      return { text: markup, isDoubtful: true };
    throw error;
  }
}
