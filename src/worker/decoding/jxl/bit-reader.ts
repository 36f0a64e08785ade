/** How a number of variable length is written: two bits choose one of four forms, each a base and bits to add to it. */
export type NumberForms = readonly [Form, Form, Form, Form];
type Form = readonly [base: number, bits: number];

const enumForms: NumberForms = [
  [0, 0],
  [1, 0],
  [2, 4],
  [18, 6],
];

/** Reads the header of a JPEG XL codestream, each byte from its lowest bit. Beyond the end every bit is 0. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #place: number;

  constructor(bytes: Uint8Array, startByte: number) {
    this.#bytes = bytes;
    this.#place = startByte * 8;
  }

  get isExhausted(): boolean {
    return this.#place > this.#bytes.length * 8;
  }

  bits(count: number): number {
    let value = 0;
    for (let at = 0; at < count; at += 1, this.#place += 1)
      value += (((this.#bytes[this.#place >> 3] ?? 0) >> (this.#place & 7)) & 1) * 2 ** at;
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  number(forms: NumberForms): number {
    const [base, bits] = forms[this.bits(2)] ?? forms[0];
    return base + this.bits(bits);
  }

  choice(): number {
    return this.number(enumForms);
  }

  /** A number of 16 bits with a point. */
  half(): number {
    const stored = this.bits(16);
    const exponent = (stored >> 10) & 31;
    const fraction = (stored & 1023) / 1024;
    const size = exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15);
    return (stored & 0x8000) === 0 ? size : -size;
  }
}
