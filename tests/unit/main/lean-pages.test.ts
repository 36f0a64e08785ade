import { expect, test } from 'vitest';
import { keepPagesLean } from '../../../src/main/window/lean-pages.ts';

/** The flags for V8 after the app was started with these. */
function flagsAfter(given: string): string[] {
  const switches = new Map([['js-flags', given]]);
  const commandLine = {
    getSwitchValue: (name: string) => switches.get(name) ?? '',
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
  };
  keepPagesLean({ commandLine });
  return switches.get('js-flags')?.split(' ') ?? [];
}

test('pages collect their garbage early', () => {
  expect(flagsAfter('')).toContain('--heap-growing-percent=50');
});

test('flags that the app is started with come last, so that they count', () => {
  expect(flagsAfter('--expose-gc --heap-growing-percent=90').slice(-2)).toEqual([
    '--expose-gc',
    '--heap-growing-percent=90',
  ]);
});
