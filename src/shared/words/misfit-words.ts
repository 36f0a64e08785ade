import { z } from 'zod';
import { misfitsWords } from './areas/misfits.ts';

type Node = z.core.JSONSchema.BaseSchema;
/** What zod says of one thing that does not fit. */
export type Misfit = Pick<z.core.$ZodIssue, 'path' | 'code' | 'message'>;

/** Said in the document of the service too, where names of one's own begin so. */
const mustBeKey = 'x-must-be';
const rules = ['id', 'colour', 'folderName', 'folder', 'line', 'picture', 'radius'] as const;
type Rule = (typeof rules)[number];
/** What a schema's limits cannot say of it, to go into its `meta`: what it must be. */
export const mustBe = /* @__NO_SIDE_EFFECTS__ */ (rule: Rule) => ({ [mustBeKey]: rule });

function ruleWords(node: Node): string | null {
  const rule = rules.find((one) => one === node[mustBeKey]);
  return rule === undefined ? null : misfitsWords(`must.${rule}`);
}

/** Has a schema that is shown to people say its rule in words. */
export function spellRule(node: Node): void {
  const words = ruleWords(node);
  if (words !== null) node[mustBeKey] = words;
}

const trees = new WeakMap<z.ZodType, Node>();

/** What may be put in, as a tree that can be asked for limits and choices. */
function treeOf(schema: z.ZodType): Node {
  const known = trees.get(schema);
  if (known) return known;
  const tree = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  trees.set(schema, tree);
  return tree;
}

const nodesIn = (list: readonly (Node | boolean)[] = []) =>
  list.filter((node) => typeof node !== 'boolean');

/** The node and, if it is one of several, each of those but null: a field that may be null may also be left out. */
function choicesOf(node: Node): Node[] {
  const parts = nodesIn([...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])]);
  if (parts.length === 0) return node.type === 'null' ? [] : [node];
  return parts.flatMap(choicesOf);
}

function childrenOf(node: Node, key: PropertyKey): Node[] {
  if (typeof key === 'number') {
    const { items } = node;
    return Array.isArray(items) ? [] : nodesIn(items === undefined ? [] : [items]);
  }
  const { properties = {}, additionalProperties: others } = node;
  const child = properties[String(key)] ?? others;
  return nodesIn(child === undefined ? [] : [child]);
}

function nodesAt(schema: z.ZodType, path: readonly PropertyKey[]): Node[] {
  return path.reduce<Node[]>(
    (nodes, key) => nodes.flatMap(choicesOf).flatMap((node) => childrenOf(node, key)),
    [treeOf(schema)],
  );
}

/** Zod writes the ends of what a number can count to where no limit was set. */
const isLimit = (limit: number | undefined) =>
  limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;

/** "Positive" is "above 0". */
const lowestOf = ({ minimum, exclusiveMinimum }: Node) =>
  typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : minimum;

function rangeWords(low: number | undefined, high: number | undefined, one: string): string {
  if (isLimit(low) && isLimit(high)) {
    return misfitsWords('fromTo', { one, low: low ?? 0, high: high ?? 0 });
  }
  if (isLimit(low)) return misfitsWords('orMore', { one, low: low ?? 0 });
  return isLimit(high) ? misfitsWords('atMost', { one, high: high ?? 0 }) : one;
}

function textWords({ minLength = 0, maxLength }: Node): string {
  const one = minLength > 0 ? misfitsWords('textNotEmpty') : misfitsWords('text');
  return maxLength === undefined ? one : misfitsWords('textAtMost', { one, count: maxLength });
}

function listWords({ minItems, maxItems }: Node): string {
  if (maxItems === undefined) {
    return minItems === undefined ? misfitsWords('list') : misfitsWords('listNotEmpty');
  }
  return misfitsWords('listOf', { low: minItems ?? 0, high: maxItems });
}

/** What one node lets in; null where that cannot be said in few words. */
function nodeWords(node: Node): string | null {
  const rule = ruleWords(node);
  if (rule !== null) return rule;
  if (node.const !== undefined) return String(node.const);
  if (node.enum) return node.enum.map(String).join(', ');
  switch (node.type) {
    case 'integer':
      return rangeWords(lowestOf(node), node.maximum, misfitsWords('whole'));
    case 'number':
      return rangeWords(node.minimum, node.maximum, misfitsWords('number'));
    case 'boolean':
      return misfitsWords('boolean');
    case 'string':
      return textWords(node);
    case 'array':
      return listWords(node);
    case 'object':
      return misfitsWords('group');
    case 'null':
    case undefined:
    default:
      return null;
  }
}

function needsAt(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const choices = nodesAt(schema, path).flatMap(choicesOf);
  const isWord = choices.some((node) => node.enum !== undefined || node.const !== undefined);
  const words = [...new Set(choices.map(nodeWords).filter((one) => one !== null))];
  if (words.length === 0) return misfitsWords('else');
  return isWord && words.join().includes(',')
    ? misfitsWords('oneOf', { words: words.join(', ') })
    : words.reduce((one, other) =>
        isWord ? `${one}, ${other}` : misfitsWords('or', { one, other }),
      );
}

/** Entries are counted from 1: "output 2" of the list "outputs". */
function placeWords(path: readonly PropertyKey[]): string {
  const parts: string[] = [];
  for (const key of path) {
    const list = parts.at(-1) ?? '"list"';
    const [, one] = /^"([a-z]+)s"$/.exec(list) ?? [];
    if (typeof key !== 'number') parts.push(`"${String(key)}"`);
    else if (one === undefined) parts.push(misfitsWords('entry', { number: key + 1 }));
    else parts.splice(-1, 1, `${one} ${key + 1}`);
  }
  return parts.reduce(
    (whole, one) => (whole === '' ? one : misfitsWords('of', { one, whole })),
    '',
  );
}

/** Of the choices of a union, what keeps the value from being the one that it is most like. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  const [inner] = nearest ?? [];
  return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

/** Words that continue a sentence, as one of their own. */
export const asSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** What a field may be, for people: "a whole number from 1 to 100". Rules of our own say it themselves. */
export function misfitNeeds(schema: z.ZodType, { code, message, path }: Misfit): string {
  return code === 'custom' ? message : needsAt(schema, path);
}

/**
 * One sentence, without a full stop, about the first thing that does not fit: which field, and what it may be. Never a
 * word of zod's.
 */
export function misfitWords(schema: z.ZodType, { issues: [first] }: z.core.$ZodError): string {
  if (!first) return misfitsWords('unfit');
  const issue = innermost(first);
  const place = placeWords(issue.path);
  const needs = misfitNeeds(schema, issue);
  if (issue.code === 'custom') return place === '' ? needs : `${place}: ${needs}`;
  return place === ''
    ? misfitsWords('itMustBe', { needs })
    : misfitsWords('mustBe', { place, needs });
}
