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

/** Where `wanted` stands outside quotes and brackets, from `from`; -1 where it does not. */
export function indexOutside(text: string, wanted: string, from = 0): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (depth === 0 && char === wanted) return at;
    else if (char === '"' || char === "'") quote = char;
    else if (opening.has(char)) depth += 1;
    else if (closing.has(char)) depth = Math.max(0, depth - 1);
  }
  return -1;
}

function parseDeclaration(text: string): Declaration[] {
  const colon = text.indexOf(':');
  if (colon === -1) return [];
  const name = text.slice(0, colon).trim();
  const whole = text.slice(colon + 1);
  const mark = whole.lastIndexOf('!');
  const isImportant = mark !== -1 && whole.slice(mark + 1).trim() === 'important';
  const value = (isImportant ? whole.slice(0, mark) : whole).trim();
  return [{ name: name.startsWith('--') ? name : name.toLowerCase(), value, isImportant }];
}

/** What stands within the braces of a rule, or in a `style` attribute. */
export function parseDeclarations(text: string): Declaration[] {
  const declarations: Declaration[] = [];
  for (let from = 0; from < text.length;) {
    const end = indexOutside(text, ';', from);
    const until = end === -1 ? text.length : end;
    declarations.push(...parseDeclaration(text.slice(from, until)));
    from = until + 1;
  }
  return declarations;
}

function withoutComments(text: string): string {
  const [first = '', ...others] = text.split('/*');
  const kept = others.map((part) => {
    const end = part.indexOf('*/');
    return end === -1 ? '' : part.slice(end + 2);
  });
  return [first, ...kept].join(' ');
}

const space = /\s*/y;

/** Rules and what is between them. A part without an end goes to the end of the sheet, as CSS has it. */
export function parseSheet(sheet: string): SheetPart[] {
  const text = withoutComments(sheet);
  const parts: SheetPart[] = [];
  for (let from = 0; from < text.length;) {
    space.lastIndex = from;
    space.exec(text);
    const start = space.lastIndex;
    const brace = indexOutside(text, '{', start);
    const isAtRule = text.charAt(start) === '@';
    const statementEnd = isAtRule ? indexOutside(text, ';', start) : -1;
    if (statementEnd !== -1 && (brace === -1 || statementEnd < brace)) {
      parts.push({ kind: 'kept', text: text.slice(start, statementEnd + 1) });
      from = statementEnd + 1;
      continue;
    }
    if (brace === -1) break;
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
