import { type ESTree, parseSync, Visitor } from 'vite';

/** A drawing, an option or its arguments, and the program's own name: with a command, or before a line. */
const isSyntax = (text: string) =>
  /^(?:M[\d.]|-(?!.*[.…]$)|\[[\w-]+\] |thumbline(?: [a-z]+)?(?:: …)?$)/.test(text);
/** Two words (`…` stands for a value), or one that begins as a sentence does. */
const isWordy = (text: string) =>
  !isSyntax(text) &&
  /\p{L}{2}/u.test(text) &&
  /[\p{L}…]\S*\s+\S*[\p{L}…]|^\p{Lu}\p{Ll}+[….]?$/u.test(text.trim());
/** What one word would be a key or a name elsewhere. */
const spoken =
  /^(?:title|label|aria-label|aria-description|placeholder|alt|text|hint|note|message|detail|body|yes|no)$/;
/** Not for people: what bugs and logs say, what the catalogue is asked for, and where files are. */
const silentCalls = /^(?:(?!InvalidArgument)\w*Error|log|\w*Words|on|once)$/;
const silentNames = /^(?:className|d|preserveAspectRatio|landmark)$/;

/** Of programs, systems and keys: the same in every language. */
const names = new Set(
  'Thumbline Linux Windows Enter Escape Delete Del Backspace Tab Home End Space Control Shift'.split(
    ' ',
  ),
);

const nameOf = (node: ESTree.Node): string => {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
};

export interface OwnWords {
  readonly words: string;
  readonly node: ESTree.Node;
}

/** Texts that stand in the code where a person would read or hear them, in their order. */
export function ownWords(path: string, text: string): readonly OwnWords[] {
  const found: OwnWords[] = [];
  const depth = { silent: 0, loud: 0 };
  const enter = () => void (depth.silent += 1);
  const leave = () => void (depth.silent -= 1);
  const isSilent = ({ callee }: ESTree.CallExpression | ESTree.NewExpression) =>
    silentCalls.test(nameOf(callee));
  const step = (name: string, by: number) => {
    if (spoken.test(name)) depth.loud += by;
    else if (silentNames.test(name)) depth.silent += by;
  };
  const keys = new Set<ESTree.Node>();
  function look(node: ESTree.Node, words: string): void {
    if (keys.has(node)) return;
    const isLoud = depth.loud > 0 || /renderer\//.test(path) || /\s|[.…]$/.test(words.trim());
    if (depth.silent === 0 && !names.has(words) && isWordy(words) && isLoud) {
      found.push({ words, node });
    }
  }
  new Visitor({
    ImportDeclaration: enter,
    'ImportDeclaration:exit': leave,
    NewExpression: (node) => isSilent(node) && enter(),
    'NewExpression:exit': (node) => isSilent(node) && leave(),
    CallExpression(node) {
      if (isSilent(node)) enter();
      const isPlural = nameOf(node.callee) === 'plural';
      if (isPlural) found.push({ words: text.slice(node.start, node.end), node });
    },
    'CallExpression:exit': (node) => isSilent(node) && leave(),
    JSXAttribute: ({ name }) => step(nameOf(name), 1),
    'JSXAttribute:exit': ({ name }) => step(nameOf(name), -1),
    Property({ key }) {
      keys.add(key);
      step(nameOf(key), 1);
    },
    'Property:exit': ({ key }) => step(nameOf(key), -1),
    JSXElement: () => void (depth.loud += 1),
    'JSXElement:exit': () => void (depth.loud -= 1),
    JSXText(node) {
      if (/\p{L}/u.test(node.value)) found.push({ words: node.value.trim(), node });
    },
    Literal(node) {
      if (typeof node.value === 'string') look(node, node.value);
    },
    TemplateLiteral(node) {
      look(node, node.quasis.map(({ value }) => value.cooked ?? '').join('…'));
    },
  }).visit(parseSync(path, text).program);
  return found;
}

/**
 * Words that are said while a module is loaded, as of a constant: only what is loaded after a language was chosen may do
 * that.
 */
export function wordsOfLoading(path: string, text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  const enter = () => void (depth += 1);
  const leave = () => void (depth -= 1);
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    CallExpression(node) {
      const [key] = node.arguments;
      const hasKey = key?.type === 'Literal' || key?.type === 'TemplateLiteral';
      const isSaid = hasKey && /^\w+Words$/.test(nameOf(node.callee));
      if (depth === 0 && isSaid) found.push(text.slice(node.start, node.end));
    },
  }).visit(parseSync(path, text).program);
  return found;
}
