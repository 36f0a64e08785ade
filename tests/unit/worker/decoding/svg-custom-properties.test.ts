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
  [
    '!IMPORTANT',
    `<style>.a{--c:${green} !IMPORTANT}</style>${square('class="a" fill="var(--c)"')}`,
  ],
  ['after a comment', square(`style="/* a;b */--c:${green};fill:/**/var(--c)"`)],
  [
    'in a rule with a comma in its selector',
    `<style>[id="a,b"]{fill:var(--c)}svg{--c:${green}}</style>${square('id="a,b"')}`,
  ],
  [
    'in a rule that a later one is as strong as',
    `<style>.x{fill:var(--c)}.y{fill:${green}}</style>${square(`class="x" style="--c:${red}"`)}${square('class="x y" style="--c:#000"')}`,
  ],
  [
    'beside a property that a later rule has, too',
    `<style>g .x{fill:var(--c);opacity:1}g .y{opacity:0}</style><g>${square(`class="x" style="--c:${green}"`)}${square(`class="x y" style="--c:${red}"`)}</g>`,
  ],
  [
    'of one of several',
    `<style>:is(.a, .b){fill:var(--c)}svg{--c:${green}}</style>${square('class="b"')}`,
  ],
  [
    'of one of several inside one of several',
    `<style>:is(g,svg) rect:is(.a,.b){fill:var(--c)}g{--c:${green}}</style><g>${square('class="b"')}</g>`,
  ],
  [
    'of what is not',
    `<style>rect:not(.a, #b){--c:${green}}.a{--c:${red}}</style>${square('fill="var(--c)"')}`,
  ],
  [
    'that what is not has, by several values',
    `<style>rect:not(.z){fill:var(--c)}.x{--c:${red}}.y{--c:${green}}</style>${square('class="x"')}${square('class="y"')}`,
  ],
  [
    'of the next one',
    `<style>rect{--c:${red};fill:var(--c)}.a + rect{--c:${green}}</style>${square('class="a"')}<g/>${square()}${square('class="a"')}${square()}`,
  ],
  [
    'of all behind one, and not of it',
    `<style>rect{--c:${green};fill:var(--c)}.a~rect{--c:${red}}</style><g>${square('class="a"')}${square()}</g>${square('class="a"')}`,
  ],
  [
    'of what is inside one that is behind another',
    `<style>.a~g>rect{fill:var(--c)}svg{--c:${green}}</style><g class="a"/><g/><g>${square()}</g>`,
  ],
  [
    'and another in its place',
    `<style>.x{fill:var(--c);fill:${green}}</style>${square(`class="x" style="--c:${red}"`)}${square('class="x" style="--c:#000"')}`,
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

const twoValues = square(`style="--c:${red}"`) + square('class="y" style="--c:#000"');

test.each([
  [
    'the part has one by itself',
    `<style>:root{--c:#000}</style><defs>${square('id="a" fill="var(--c)"')}</defs><use href="#a" style="--c:${red}"/>`,
  ],
  [
    'it goes into another property of the part',
    `<g id="a" style="--d:var(--c,#000)">${square('fill="var(--d)"')}</g><use href="#a" style="--c:${red}"/>`,
  ],
  ['a class makes the rule stronger', `<style>rect{fill:var(--c)}.y{fill:red}</style>${twoValues}`],
  [
    'a rule cannot be told from another',
    `<style>:nth-child(2n){fill:var(--c)}:root{--c:red}</style>${square('class="a"')}`,
  ],
  [
    'one of several weighs more than the others',
    `<style>:is(.a,#b){fill:var(--c)}:root{--c:red}</style>${square('class="a"')}`,
  ],
  [
    'it is that of what is none of several',
    `<style>rect:not(:is(.a,.b)){fill:var(--c)}:root{--c:red}</style>${square('class="a"')}`,
  ],
  [
    'it is that of what nobody points at',
    `<style>rect:not(:hover){fill:var(--c)}:root{--c:red}</style>${square()}`,
  ],
  [
    'it is that of one of several that may be pointed at',
    `<style>:is(:hover,.a){fill:var(--c)}:root{--c:red}</style>${square('class="a"')}`,
  ],
  [
    'a word follows several, which no selector has',
    `<style>:is(.a,.b)c{fill:var(--c)}:root{--c:red}</style>${square('class="ac"')}`,
  ],
  ['of a medium', `<style>@media all{.a{fill:var(--c)}}</style>${square('fill="var(--c)"')}`],
  ['nothing can be read', `</g>${square('fill="var(--c)"')}`],
])('a value is doubted where %s', async (_kind, content) => {
  expect(await notesOf(content)).toEqual(['doubtful']);
});

test.each([
  [
    'the part declares itself',
    `<g id="a" style="--c:${green}">${square('fill="var(--c)"')}</g><use href="#a" style="--c:${red}"/>`,
  ],
  [
    'is the same where the part is reused',
    `<g style="--c:${red}">${square('id="a" fill="var(--c)"')}<use href="#a"/></g>`,
  ],
  [
    'is not of the part',
    `${square('id="a"')}${square('fill="var(--c,red)"')}<use href="#a" style="--c:${red}"/>`,
  ],
  ['no other rule sets', `<style>rect{fill:var(--c)}</style>${twoValues}`],
  [
    'is of the page around it, too,',
    `<style>:root,:host,::backdrop{--c:red}a::before{fill:var(--c)}</style>${square('fill="var(--c)"')}`,
  ],
  [
    'is of what is pointed at and is not another',
    `<style>rect:hover:not(.a){--c:red}:root{--c:#0f0}</style>${square('fill="var(--c)"')}`,
  ],
  [
    'is for dark screens',
    `<style>@media (prefers-color-scheme:dark){:root{--c:#fff}}</style>${square('fill="var(--c)"')}`,
  ],
])('a value that %s is not doubted', async (_kind, content) => {
  expect(await notesOf(content)).toEqual([]);
});

test('a drawing of many elements with much in one rule is drawn in its colours', async () => {
  const rule = `.a{fill:var(--a);${'opacity:.9;'.repeat(60)}}`;
  const content = `<style>:root{--a:red}${rule}</style>${'<path class="a"/>'.repeat(9000)}`;
  expect(await notesOf(content)).toEqual([]);
});

test('a drawing is not made many times as long', async () => {
  const values = Array.from({ length: 300 }, (_, at) => `<g class="x" style="--c:${at}"/>`).join(
    '',
  );
  const long = 'a'.repeat(300_000);
  const file = drawing(`<style>.x{font-family:${long};fill:var(--c)}</style>${values}`);
  const result = await sanitizeSvg(file);
  expect(result.ok && result.value.bytes.length).toBeLessThan(2 * file.length);
});

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
  ['follow many at-rules', `<style>${'@a{}'.repeat(100_000)}</style>${square('fill="var(--a)"')}`],
  [
    'are in a long selector',
    `<style>${'.a'.repeat(20_000)}{fill:var(--a)}</style>${'<g class="a"/>'.repeat(20_000)}`,
  ],
  [
    'make a long rule of many kinds',
    `<style>${'.a,'.repeat(9000)}.a{fill:var(--c)}</style>${Array.from({ length: 9000 }, (_, at) => `<g class="a" style="--c:${at}"/>`).join('')}`,
  ],
  [
    'are of many who reuse much',
    Array.from({ length: 9000 }, (_, at) => `<use href="#a" style="--c${at}:1"/>`).join('') +
      `<g id="a">${Array.from({ length: 9000 }, (_, at) => `<g fill="var(--d${at})"/>`).join('')}</g>`,
  ],
  ['are in empty rules', `<style>${'{'.repeat(100_000)}${'@a'.repeat(100_000)}var(--c)</style>`],
])('properties that %s are settled or given up', async (_kind, content) => {
  const value = `<g style="--a:${'x'.repeat(9e4)}">${content}</g>`;
  const said = await notesOf(value);
  expect([[], ['doubtful']]).toContainEqual(said);
});
