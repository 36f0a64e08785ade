import { describe, expect, test } from 'vitest';
import { countReferences } from '../../../../src/worker/decoding/svg/count-references.ts';
import { svgOfReuse } from '../../../fixtures/bombs.ts';

const drawing = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`;

describe('references that are followed to draw an SVG', () => {
  test.each([
    ['nothing that refers to anything', '<rect id="a" width="1"/>', 0],
    ['a shape used twice', '<rect id="a"/><use href="#a"/><use xlink:href=\'#a\'/>', 2],
    ['one that is not there', '<use href="#b"/>', 1],
    ['a group that is used and itself uses', '<g id="a"><use href="#b"/></g><use href="#a"/>', 3],
    [
      'a pattern, a mask and a style',
      '<g fill="url(#p)" mask="url(\'#m\')" style="filter:url(#f)"/>',
      3,
    ],
    ['what stands in a comment', '<!-- <g id="a"> <use href="#a"/> --><use href="#a"/>', 1],
    ['a tag with > in quotes', '<g id="a" title="x/>"><use href="#b"/></g><use href="#a"/>', 3],
    ['what uses itself', '<g id="a"><use href="#a"/></g>', 1],
    ['two that use each other', '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', 3],
  ])('%s', (_, content, count) => {
    expect(countReferences(drawing(content))).toBe(count);
  });

  test('multiply with every level of reuse', () => {
    const [four, nine] = [countReferences(svgOfReuse(4)), countReferences(svgOfReuse(9))];
    expect(four).toBeGreaterThan(10 ** 4);
    expect(four).toBeLessThan(10 ** 5);
    expect(nine).toBeGreaterThan(10 ** 9);
  });

  test('are counted through chains and nests of any depth', () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, at) => `<g id="g${at}"><use href="#g${at + 1}"/></g>`,
    );
    expect(countReferences(drawing(chain.join('')))).toBeGreaterThanOrEqual(20_000);
    const nest = '<g id="a">'.repeat(20_000);
    expect(countReferences(drawing(`${nest}<use href="#b"/>`))).toBe(1);
  });

  test('are counted in broken files too', () => {
    for (const text of [
      '',
      '<',
      '<!--',
      '<use href="#a',
      '</g></g></g><use href="#a"/>',
      '<g id="',
    ]) {
      expect(countReferences(text)).toBeLessThanOrEqual(1);
    }
  });
});
