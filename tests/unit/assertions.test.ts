import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, it } from 'vitest';

const tests = join(import.meta.dirname, '..');

const nameOf = (node: ESTree.Node) => (node.type === 'Identifier' ? node.name : '');

/** The names in `test.runIf(x).each(y)`, the first one first; of anything else none. */
function chainOf(node: ESTree.Node): readonly string[] {
  if (node.type === 'CallExpression') return chainOf(node.callee);
  if (node.type === 'TaggedTemplateExpression') return chainOf(node.tag);
  if (node.type === 'MemberExpression') return [...chainOf(node.object), nameOf(node.property)];
  return [nameOf(node)];
}

function isTest({ callee, arguments: given }: ESTree.CallExpression): boolean {
  const [title] = given;
  const isTitled = title?.type === 'Literal' || title?.type === 'TemplateLiteral';
  const isRun = given.some(({ type }) => /^(?:ArrowFunction|Function)Expression$/.test(type));
  return isTitled && isRun && ['it', 'test'].includes(chainOf(callee)[0] ?? '');
}

/** Helpers that assert are called `expect…`; `expect.any()` and its like assert nothing. */
function isAssertion({ callee }: ESTree.CallExpression): boolean {
  const [first = '', second] = chainOf(callee);
  if (callee.type === 'Identifier') return first.startsWith('expect');
  if (callee.type !== 'MemberExpression') return false;
  const isExpect = first.startsWith('expect') && ['poll', 'fail'].includes(second ?? '');
  return isExpect || nameOf(callee.property).startsWith('expect');
}

/** Titles of tests without an assertion that is always reached. */
function withoutAssertion(source: string): string[] {
  const found: string[] = [];
  const open: { node: ESTree.Node; asserts: boolean; conditions: number }[] = [];
  const enter = () => open.forEach((test) => (test.conditions += 1));
  const leave = () => open.forEach((test) => (test.conditions -= 1));
  new Visitor({
    IfStatement: enter,
    'IfStatement:exit': leave,
    ConditionalExpression: enter,
    'ConditionalExpression:exit': leave,
    CallExpression(node) {
      if (isTest(node)) open.push({ node, asserts: false, conditions: 0 });
      const inside = open.at(-1);
      if (inside?.conditions === 0 && isAssertion(node)) inside.asserts = true;
    },
    'CallExpression:exit'(node) {
      const inside = open.at(-1);
      if (inside?.node !== node) return;
      open.pop();
      if (!inside.asserts) found.push(source.slice(node.start, node.start + 100));
    },
  }).visit(parseSync('a.test.ts', source).program);
  return found;
}

const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.(?:test|spec)\.tsx?$/.test(path),
);

it('asserts something in every test', () => {
  const found = files.flatMap((path) =>
    withoutAssertion(readFileSync(join(tests, path), 'utf8')).map((test) => `${path}: ${test}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});
