import { notOk, ok, type Result } from '../result.ts';
import type { Cases, Message } from './message.ts';

/** What keeps a text from being a message, and at which of its letters, counted from 1. */
export interface MessageFault {
  readonly code:
    | 'not-closed'
    | 'not-opened'
    | 'no-name'
    | 'unknown-kind'
    | 'no-other'
    | 'twice'
    | 'too-deep';
  readonly at: number;
}

type Part = Exclude<Message, string>[number];

/** More choices within choices than any language has. */
const deepest = 8;

class Fault extends Error {
  readonly found: MessageFault;

  constructor(code: MessageFault['code'], at: number) {
    super(`${code} at letter ${at + 1}`);
    this.found = { code, at: at + 1 };
  }
}

interface Inside {
  readonly depth: number;
  /** `#` is its number. */
  readonly isPlural: boolean;
}

/** Reads one text from its beginning to its end. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  message({ depth, isPlural }: Inside): Message {
    const parts: Part[] = [];
    let literal = '';
    const add = (part: Part) => {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(part);
    };
    for (let letter = this.#peek(); letter !== ''; letter = this.#peek()) {
      if (letter === '}') {
        if (depth > 0) break;
        throw new Fault('not-opened', this.#at);
      }
      if (letter === '{') add(this.#slot(depth));
      else if (letter === '#' && isPlural) {
        this.#at += 1;
        add(['#']);
      } else literal += letter === "'" ? this.#quote(isPlural) : this.#take();
    }
    if (parts.length === 0) return literal;
    return literal === '' ? parts : [...parts, literal];
  }

  #peek = () => this.#text.charAt(this.#at);

  #take(): string {
    const letter = this.#peek();
    this.#at += 1;
    return letter;
  }

  /** Two are one. One before a brace quotes what follows until the next; else it is what it is. */
  #quote(isPlural: boolean): string {
    this.#at += 1;
    const next = this.#peek();
    if (next === "'") return this.#take();
    if (next !== '{' && next !== '}' && !(next === '#' && isPlural)) return "'";
    let quoted = '';
    for (let letter = this.#take(); letter !== ''; letter = this.#take()) {
      if (letter !== "'") quoted += letter;
      else if (this.#peek() === "'") quoted += this.#take();
      else return quoted;
    }
    return quoted;
  }

  /** What matches here, after spaces, which are passed over in any case. */
  #match(pattern: RegExp): string {
    this.#at += /^\s*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
    const found = pattern.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #slot(depth: number): Part {
    const from = this.#at;
    this.#at += 1;
    const name = this.#match(/^[\p{L}\p{N}_]+/u);
    if (name === '') throw new Fault('no-name', from);
    if (this.#match(/^\}/) !== '') return [name];
    if (this.#match(/^,/) === '') throw new Fault(this.#rest('not-closed', 'no-name'), from);
    this.#match(/^/);
    const kindAt = this.#at;
    const kind = this.#match(/^\p{L}+/u);
    if (kind === 'number') {
      if (this.#match(/^\}/) === '')
        throw new Fault(this.#rest('not-closed', 'unknown-kind'), from);
      return [name, kind];
    }
    if (kind !== 'plural' && kind !== 'select') throw new Fault('unknown-kind', kindAt);
    if (this.#match(/^,/) === '') throw new Fault('no-other', from);
    const cases = this.#cases({ depth: depth + 1, isPlural: kind === 'plural' }, from);
    if (!Object.hasOwn(cases, 'other')) throw new Fault('no-other', from);
    return [name, kind, cases];
  }

  #rest<Ended, Other>(ended: Ended, other: Other): Ended | Other {
    return this.#at >= this.#text.length ? ended : other;
  }

  #cases(inside: Inside, from: number): Cases {
    if (inside.depth > deepest) throw new Fault('too-deep', from);
    const cases = new Map<string, Message>();
    while (this.#match(/^\}/) === '') {
      const at = this.#at;
      const key = this.#match(inside.isPlural ? /^(?:=\d+|\p{L}+)/u : /^[\p{L}\p{N}_-]+/u);
      if (key === '')
        throw new Fault(this.#rest('not-closed', 'unknown-kind'), this.#rest(from, at));
      if (this.#match(/^\{/) === '') throw new Fault('not-closed', at);
      if (cases.has(key)) throw new Fault('twice', at);
      cases.set(key, this.message(inside));
      if (this.#take() !== '}') throw new Fault('not-closed', from);
    }
    return Object.fromEntries(cases);
  }
}

/**
 * Parses a message in ICU's format: texts, numbers, plurals and choices. Its dates, ordinals, offsets, styles and tags are
 * not known: `<b>` is text.
 */
export function parseMessage(text: string): Result<Message, MessageFault> {
  try {
    return ok(new Reader(text).message({ depth: 0, isPlural: false }));
  } catch (error) {
    if (error instanceof Fault) return notOk(error.found);
    throw error;
  }
}
