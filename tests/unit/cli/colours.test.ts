import { expect, it } from 'vitest';
import { askedForColour, createPaint, wantsColour } from '../../../src/cli/report/colours.ts';

it.each([
  [{}, true],
  [{ NO_COLOR: '' }, true],
  [{ NO_COLOR: '1' }, false],
  [{ TERM: 'dumb' }, false],
  [{ CLICOLOR: '0' }, false],
  [{ CLICOLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
])('on a terminal with %j colour is %s', (env, isOn) => {
  expect(wantsColour(null, { isTerminal: true, env })).toBe(isOn);
});

it.each([
  [{}, false],
  [{ CLICOLOR: '1' }, false],
  [{ CLICOLOR_FORCE: '1' }, true],
  [{ CLICOLOR_FORCE: '0' }, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [{ NO_COLOR: '1', CLICOLOR_FORCE: '1' }, false],
])('in a pipe with %j colour is %s', (env, isOn) => {
  expect(wantsColour(null, { isTerminal: false, env })).toBe(isOn);
});

it('lets what is typed go before everything, the last word first', () => {
  const forced = { isTerminal: true, env: { FORCE_COLOR: '1' } };
  expect(wantsColour(askedForColour(['a', '--no-color']), forced)).toBe(false);
  expect(askedForColour(['--no-color', '--color'])).toBe(true);
  expect(createPaint(true)('red', 'no')).toBe('\u001b[31mno\u001b[39m');
  expect(createPaint(false)('red', 'no')).toBe('no');
});
