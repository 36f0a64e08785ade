import { SaxesParser } from 'saxes';
import { ok, type Result } from '../../../../shared/result.ts';
import { type Refusal, refuse } from '../../../../shared/worker/refusal.ts';
import { Budget, TooCostly } from './budget.ts';
import { Scope } from './scope.ts';
import type { StyledElement } from './selector.ts';
import { type Declaration, isCustom, parseDeclarations } from './style-sheet.ts';
import { Styles, writeDeclarations } from './styles.ts';
import { hasReference, type LookUp, substitute } from './substitute.ts';

interface Resolved {
  readonly text: string;
  /** True where a value may be meant that is declared elsewhere. */
  readonly isDoubtful: boolean;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
const escapedText = (text: string) => text.replace(/[&<>\r]/g, (char) => escapes[char] ?? '');
const escapedValue = (text: string) => text.replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? '');

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isSelfClosing: boolean;
}

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
    throw error;
  });
  parser.on('opentag', calls.open);
  parser.on('closetag', calls.close);
  parser.on('text', calls.text);
  parser.write(markup).close();
}

function styleSheets(markup: string): string[] {
  const sheets: string[] = [];
  let isStyle = false;
  parse(markup, {
    open: ({ name }) => {
      isStyle = localName(name) === 'style';
      if (isStyle) sheets.push('');
    },
    close: () => {
      isStyle = false;
    },
    text: (text) => {
      if (isStyle) sheets.push((sheets.pop() ?? '') + text);
    },
  });
  return sheets;
}

interface Open extends StyledElement {
  readonly scope: Scope;
}

/** Writes a drawing anew, element by element. */
class Writer {
  readonly #budget = new Budget();
  readonly #styles: Styles;
  /** The sheets are written at the end, when all are known whom they mean. */
  readonly #pieces: (string | { readonly sheet: number })[] = [];
  readonly #open: Open[] = [];
  readonly #declared = new Set<string>();
  readonly #missed = new Set<string>();
  #sheets = 0;
  #root: Scope = Scope.outermost(this.#budget);
  #isReused = false;

  constructor(markup: string) {
    this.#styles = new Styles(styleSheets(markup), this.#budget);
    parse(markup, {
      open: (tag) => this.#enter(tag),
      close: (tag) => this.#leave(tag),
      text: (text) => {
        if (this.#open.at(-1)?.name !== 'style') this.#pieces.push(escapedText(text));
      },
    });
  }

  get resolved(): Resolved {
    const lookUp = this.#lookUpIn(this.#root);
    const text = this.#pieces
      .map((piece) =>
        typeof piece === 'string' ? piece : escapedText(this.#styles.write(piece.sheet, lookUp)),
      )
      .join('');
    const isElsewhere =
      this.#isReused && [...this.#missed].some((name) => this.#declared.has(name));
    return { text, isDoubtful: isElsewhere || this.#styles.isUnsure };
  }

  #lookUpIn(scope: Scope): LookUp {
    return (name) => {
      const value = scope.valueOf(name);
      if (value === null) this.#missed.add(name);
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
    };
    const isStyled = style.includes('--');
    const inline = isStyled ? parseDeclarations(style) : [];
    const matched = this.#styles.matchesOf(element);
    // In the order of the cascade: what is written at the element itself comes after the sheets, what is important last.
    const declared = [...matched.flatMap(({ rule }) => rule.custom), ...inline.filter(isCustom)];
    const isLast = ({ isImportant }: Declaration) => isImportant;
    const cascade = [...declared.filter((one) => !isLast(one)), ...declared.filter(isLast)];
    const scope = (outer?.scope ?? Scope.outermost(this.#budget)).inner(cascade);
    for (const { name: property } of cascade) this.#declared.add(property);
    if (!outer) this.#root = scope;
    this.#isReused ||= element.name === 'use';
    const lookUp = this.#lookUpIn(scope);
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
    this.#open.push({ ...element, scope });
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
 * A drawing with the values of its CSS custom properties in place of `var()`, for a renderer that knows none. Markup that is
 * not well formed stays as it is: its own parser says what is wrong.
 */
export function resolveCustomProperties(markup: string): Result<Resolved, Refusal> {
  try {
    return ok(new Writer(markup).resolved);
  } catch (error) {
    if (error instanceof TooCostly)
      return refuse('image-too-large', 'an SVG drawing that repeats its parts too often');
    return ok({ text: markup, isDoubtful: false });
  }
}
