const hash = 0x23;
const newline = 0x0a;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

/** Words between white space; a `#` before a word begins a comment to the end of its line. */
export class TextScanner {
  position: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** At most 20 letters; empty at the end. Leaves `position` on the white space after it. */
  word(): string {
    this.#skipSpace();
    const start = this.position;
    while (this.position < this.#bytes.length && !isSpace(this.#bytes[this.position]))
      this.position += 1;
    return String.fromCharCode(...this.#bytes.subarray(start, Math.min(this.position, start + 20)));
  }

  /** NaN where there is no plain number. */
  number(): number {
    const word = this.word();
    return /^[0-9]{1,10}$/.test(word) ? Number(word) : Number.NaN;
  }

  /** The next sample as a number, fast; -1 at the end or where there is no digit. */
  sample(): number {
    this.#skipSpace();
    let value = -1;
    for (let digit = this.#digit(); digit >= 0; digit = this.#digit()) {
      value = Math.min(Math.max(value, 0) * 10 + digit, 0xffffff);
      this.position += 1;
    }
    return value;
  }

  /** The next single digit, white space or not before it; -1 at the end or where there is none. */
  digit(): number {
    this.#skipSpace();
    const digit = this.#digit();
    this.position += 1;
    return digit;
  }

  #digit(): number {
    const byte = this.#bytes[this.position] ?? 0;
    return byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1;
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.position];
      if (byte === hash) this.#skipLine();
      else if (isSpace(byte)) this.position += 1;
      else return;
    }
  }

  #skipLine(): void {
    const end = this.#bytes.indexOf(newline, this.position);
    this.position = end < 0 ? this.#bytes.length : end + 1;
  }
}
