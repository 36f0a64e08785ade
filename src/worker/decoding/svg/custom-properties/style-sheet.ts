export interface Declaration {
  readonly name: string;
  readonly value: string;
  readonly isImportant: boolean;
}

/** What stands in a style sheet, in its order: rules, and what is passed on as it is (`@media` and the like). */
export type SheetPart =
  | { readonly kind: 'rule'; readonly selectors: string; readonly declarations: Declaration[] }
  | { readonly kind: 'kept'; readonly text: string };

export const isCustom = ({ name }: Pick<Declaration, 'name'>) => name.startsWith('--');

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/** Where one of the `wanted` characters stands outside quotes and brackets, from `from`; -1 where none does. */
export function indexOutside(text: string, wanted: string, from = 0): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (depth === 0 && wanted.includes(char)) return at;
    else if (char === '"' || char === "'") quote = char;
    else if (opening.has(char)) depth += 1;
    else if (closing.has(char)) depth = Math.max(0, depth - 1);
  }
  return -1;
}

/** What stands between the marks that are outside quotes and brackets. */
export function splitOutside(text: string, mark: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let end = indexOutside(text, mark); end !== -1; end = indexOutside(text, mark, from)) {
    pieces.push(text.slice(from, end));
    from = end + 1;
  }
  return [...pieces, text.slice(from)];
}

function parseDeclaration(text: string): Declaration[] {
  const colon = text.indexOf(':');
  if (colon === -1) return [];
  const name = text.slice(0, colon).trim();
  const whole = text.slice(colon + 1);
  const mark = whole.lastIndexOf('!');
  const isImportant =
    mark !== -1 &&
    whole
      .slice(mark + 1)
      .trim()
      .toLowerCase() === 'important';
  const value = (isImportant ? whole.slice(0, mark) : whole).trim();
  return [{ name: name.startsWith('--') ? name : name.toLowerCase(), value, isImportant }];
}

function withoutComments(text: string): string {
  const [first = '', ...others] = text.split('/*');
  const kept = others.map((part) => {
    const end = part.indexOf('*/');
    return end === -1 ? '' : part.slice(end + 2);
  });
  return [first, ...kept].join(' ');
}

/** What stands within the braces of a rule, or in a `style` attribute. */
export const parseDeclarations = (text: string): Declaration[] =>
  splitOutside(withoutComments(text), ';').flatMap(parseDeclaration);

/** In the order of the cascade: what is important last. */
export const inCascade = (declarations: readonly Declaration[]): Declaration[] => [
  ...declarations.filter(({ isImportant }) => !isImportant),
  ...declarations.filter(({ isImportant }) => isImportant),
];

const space = /\s*/y;

/** Rules and what is between them. A part without an end goes to the end of the sheet, as CSS has it. */
export function parseSheet(sheet: string): SheetPart[] {
  const text = withoutComments(sheet);
  const parts: SheetPart[] = [];
  for (let from = 0; from < text.length;) {
    space.lastIndex = from;
    space.exec(text);
    const start = space.lastIndex;
    const isAtRule = text.charAt(start) === '@';
    const brace = indexOutside(text, isAtRule ? '{;' : '{', start);
    if (brace === -1) break;
    if (text.charAt(brace) === ';') {
      parts.push({ kind: 'kept', text: text.slice(start, brace + 1) });
      from = brace + 1;
      continue;
    }
    const closed = indexOutside(text, '}', brace + 1);
    const end = closed === -1 ? text.length : closed;
    if (isAtRule) parts.push({ kind: 'kept', text: `${text.slice(start, end)}}` });
    else {
      const declarations = parseDeclarations(text.slice(brace + 1, end));
      parts.push({ kind: 'rule', selectors: text.slice(start, brace).trim(), declarations });
    }
    from = end + 1;
  }
  return parts;
}
