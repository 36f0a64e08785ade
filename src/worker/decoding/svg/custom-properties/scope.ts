import type { Budget } from './budget.ts';
import type { Declaration } from './style-sheet.ts';
import { type LookUp, substitute } from './substitute.ts';

/** As long a chain of properties of one element that refer to one another has values. */
const longestChain = 100;

/** The custom properties of an element and of those around it. */
export class Scope {
  readonly #outer: Scope | null;
  readonly #budget: Budget;
  readonly #values = new Map<string, string | null>();

  private constructor(outer: Scope | null, budget: Budget) {
    this.#outer = outer;
    this.#budget = budget;
  }

  static outermost(budget: Budget): Scope {
    return new Scope(null, budget);
  }

  /**
   * Of an element in this one's: of two declarations of a name the last one counts. `lookUp` is asked for what is
   * declared around it.
   */
  inner(declarations: readonly Declaration[], lookUp: LookUp): Scope {
    if (declarations.length === 0) return this;
    const scope = new Scope(this, this.#budget);
    const written = new Map(declarations.map(({ name, value }) => [name, value]));
    const names: string[] = [];
    const inCircles = new Set<string>();
    const settle = (name: string): string | null => {
      const known = scope.#values.get(name);
      if (known !== undefined) return known;
      const value = written.get(name);
      if (value === undefined) return lookUp(name);
      const at = names.indexOf(name);
      if (at !== -1) names.slice(at).forEach((one) => inCircles.add(one));
      if (at !== -1 || names.length >= longestChain) return null;
      names.push(name);
      const settled = this.#settledValue(value, { own: settle, outer: () => lookUp(name) });
      names.pop();
      scope.#values.set(name, inCircles.has(name) ? null : settled);
      return scope.#values.get(name) ?? null;
    };
    for (const name of written.keys()) settle(name);
    return scope;
  }

  #settledValue(
    value: string,
    { own, outer }: { readonly own: LookUp; readonly outer: () => string | null },
  ): string | null {
    const word = value.toLowerCase();
    if (word === 'initial') return null;
    if (word === 'inherit' || word === 'unset') return outer();
    return substitute(value, { lookUp: own, budget: this.#budget });
  }

  /** Null for none. */
  valueOf(name: string): string | null {
    return Scope.#find(this, name);
  }

  /** Not by recursion: a drawing may nest as deep as it is long. */
  static #find(from: Scope, name: string): string | null {
    for (let scope: Scope | null = from; scope; scope = scope.#outer) {
      scope.#budget.spend(1);
      const value = scope.#values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }
}
