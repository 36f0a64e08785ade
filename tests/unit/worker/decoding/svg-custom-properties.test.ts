import { expect, test } from 'vitest';
import { sanitizeSvg } from '../../../../src/worker/decoding/svg/svg-decoder.ts';
import { asPng, opened } from '../../../support/format-fixtures.ts';
import { colourAt } from '../../../support/similarity.ts';

const drawing = (content: string, attributes = '') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8" height="8" ${attributes}>${content}</svg>`,
  );
const square = (attributes = '') => `<rect width="8" height="8" ${attributes}/>`;
const colours = { red: [255, 0, 0, 255], green: [0, 255, 0, 255], black: [0, 0, 0, 255] } as const;
const [red, green] = ['#f00', '#0f0'];

test.each([
  ['of the root', `<style>:root{--c:${green}}rect{fill:var(--c)}</style>${square()}`],
  [
    'declared after its use',
    `${square('class="a"')}<style>.a{fill:var( --c )}svg{--c:${green}}</style>`,
  ],
  ['in CDATA', `<style><![CDATA[svg>g{--c:${green}}]]></style><g>${square('fill="var(--c)"')}</g>`],
  ['of an element', `<g style="--c:${green}">${square('style="fill:var(--c)"')}</g>`],
  ['nearest', `<g style="--c:${red}"><g style="--c:${green}">${square('fill="var(--c)"')}</g></g>`],
  [
    'through another',
    `<style>*{--a:${green}}g{--c:var(--a)}</style><g>${square('fill="var(--c)"')}</g>`,
  ],
  ['fallback', square(`fill="var(--none, ${green})"`)],
  ['fallback of a fallback', square(`fill="var(--a, var(--b, rgb(0, 255, 0)))"`)],
  [
    'more specific rule',
    `<style>.a{--c:${green}}rect{--c:${red}}</style>${square('class="a" fill="var(--c)"')}`,
  ],
  [
    '!important',
    `<style>rect{--c:${green}!important}</style>${square(`style="--c:${red};fill:var(--c)"`)}`,
  ],
  [
    'one rule, two values',
    `<style>rect{fill:var(--c)}.b{--c:${green}}.a{--c:${red}}</style>${square('class="a"')}${square('class="b"')}`,
  ],
  [
    'other media',
    `<style>svg{--c:${green}}@media (prefers-color-scheme:dark){svg{--c:${red}}}rect{fill:var(--c)}</style>${square()}`,
  ],
  ['initial', `<g style="--c:${red}">${square(`style="--c:initial;fill:var(--c, ${green})"`)}</g>`],
  [
    'inherits where it has none',
    `<g fill="${green}"><rect width="8" height="8" fill="${red}" style="fill:var(--none)"/></g>`,
  ],
  [
    'beside other rules',
    `<style>rect{fill:${red}}@font-face{src:url(a)}/* } */[id="a"]{fill:var(--c)}:root{--c:${green}}</style>${square('id="a"')}`,
  ],
])('a custom property (%s) has its value in the picture', async (_kind, content) => {
  expect(await colourAt(await asPng(await opened(drawing(content))), 0.5, 0.5)).toEqual(
    colours.green,
  );
});

test('properties that mean each other have no value', async () => {
  const content = `<style>svg{--a:var(--b,${red});--b:var(--a,${red})}</style>${square('fill="var(--a)"')}`;
  expect(await colourAt(await asPng(await opened(drawing(content))), 0.5, 0.5)).toEqual(
    colours.black,
  );
});

const notesOf = async (content: string) => {
  const result = await sanitizeSvg(drawing(content));
  return result.ok ? result.value.notes : result.problem.failure.code;
};

test('a value that only those who reuse a part would give it is doubted', async () => {
  const icon = `<symbol id="a">${square(`fill="var(--c, ${red})"`)}</symbol>`;
  expect(await notesOf(`${icon}<use href="#a" style="--c:${green}"/>`)).toEqual(['doubtful']);
  expect(await notesOf(`${icon}<use href="#a"/>`)).toEqual([]);
});

const chain = (count: number, value: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `--a${at + 1}:${value(at)};`).join('');
const deep = (count: number, [open, close]: readonly [string, string], inside: string) =>
  open.repeat(count) + inside + close.repeat(count);

test.each([
  ['grow', `<g style="--a0:${'x'.repeat(99)};${chain(40, (at) => `var(--a${at})`.repeat(9))}"/>`],
  [
    'grow in each of many elements',
    deep(2000, ['<g style="--b:var(--a)">', '</g>'], square('fill="var(--b)"')),
  ],
  ['are a long chain', `<g style="--a0:1;${chain(50_000, (at) => `var(--a${at})`)}"/>`],
  ['nest', square(`fill="${deep(50_000, ['var(--a,', ')'], 'red')}"`)],
  ['have no end', square(`fill="${'var(--a,'.repeat(200_000)}"`)],
  [
    'many rules declare',
    `<style>${'.a{--c:var(--c)}'.repeat(9000)}</style>${'<g class="a"/>'.repeat(9000)}`,
  ],
  [
    'are declared far away',
    deep(5000, ['<g style="--a:1">', '</g>'], square('fill="var(--c)"').repeat(9000)),
  ],
  [
    'are in nested parts',
    `<style>${'a b '.repeat(7)}a{--c:var(--c)}</style>${deep(2000, ['<a><b>', '</b></a>'], '')}`,
  ],
  ['are in broken rules', `<style>${'a{b:var(--c){'.repeat(100_000)}</style>`],
  ['are in empty rules', `<style>${'{'.repeat(100_000)}${'@a'.repeat(100_000)}var(--c)</style>`],
])('properties that %s are settled or given up', async (_kind, content) => {
  const value = `<g style="--a:${'x'.repeat(9e4)}">${content}</g>`;
  const said = await notesOf(value);
  expect([[], 'image-too-large']).toContainEqual(said);
});
