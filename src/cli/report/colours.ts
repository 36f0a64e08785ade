import { styleText } from 'node:util';

export type Paint = (style: 'red' | 'blue' | 'dim', text: string) => string;

/** `--color` or `--no-color`, whichever came last; null for neither. */
export function askedForColour(typed: readonly string[]): boolean | null {
  const word = typed.findLast((one) => one === '--color' || one === '--no-color');
  return word === undefined ? null : word === '--color';
}

interface Surroundings {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether to write in colour. What was typed goes before the environment, there `FORCE_COLOR` before `NO_COLOR` (as in
 * Node), and both before `CLICOLOR_FORCE` and `CLICOLOR`. An empty variable says nothing.
 */
export function wantsColour(asked: boolean | null, { isTerminal, env }: Surroundings): boolean {
  if (asked !== null) return asked;
  const { FORCE_COLOR: force, NO_COLOR: no, CLICOLOR_FORCE: oldForce, CLICOLOR: old } = env;
  if (force) return force !== '0' && force !== 'false';
  if (no) return false;
  if (oldForce && oldForce !== '0') return true;
  return isTerminal && old !== '0' && env['TERM'] !== 'dumb';
}

export function createPaint(isOn: boolean): Paint {
  // Node would look at its own variables, and at standard output only.
  return (style, text) => (isOn ? styleText(style, text, { validateStream: false }) : text);
}
