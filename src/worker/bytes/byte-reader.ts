/**
 * Reads numbers from bytes nobody vouches for. Beyond the end every read gives 0 and `isExhausted` becomes
 * and stays true, so that a reader looks once, after a group of reads. Offsets may be any number.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly isLittleEndian: boolean;
  position = 0;
  isExhausted = false;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, endian: 'little' | 'big') {
    this.bytes = bytes;
    this.isLittleEndian = endian === 'little';
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return Math.max(0, this.bytes.length - this.position);
  }

  /** The same bytes from `position` on, read independently. */
  at(position: number): ByteReader {
    const reader = new ByteReader(this.bytes, this.isLittleEndian ? 'little' : 'big');
    reader.position = position;
    return reader;
  }

  skip(count: number): void {
    this.position += count;
  }

  u8(): number {
    return this.#next(1, (offset) => this.#view.getUint8(offset));
  }

  u16(): number {
    return this.#next(2, (offset) => this.#view.getUint16(offset, this.isLittleEndian));
  }

  u32(): number {
    return this.#next(4, (offset) => this.#view.getUint32(offset, this.isLittleEndian));
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  i32(): number {
    return this.u32() | 0;
  }

  /** 64 bits; exact up to 2^53, beyond any file's length. */
  u64(): number {
    const first = this.u32();
    const second = this.u32();
    return this.isLittleEndian ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  }

  /** A view, not a copy; shorter than asked, and exhausted, at the end of the bytes. */
  take(count: number): Uint8Array {
    const start = this.#isInside(0) ? this.position : this.bytes.length;
    if (!this.#isInside(count)) this.isExhausted = true;
    this.position += count;
    return this.bytes.subarray(start, start + Math.max(0, count));
  }

  /** Latin-1 text of `count` bytes. */
  text(count: number): string {
    return String.fromCharCode(...this.take(count));
  }

  #isInside(count: number): boolean {
    return (
      count >= 0 &&
      Number.isInteger(this.position) &&
      this.position >= 0 &&
      this.position + count <= this.bytes.length
    );
  }

  #next(size: number, read: (offset: number) => number): number {
    const offset = this.position;
    this.position += size;
    if (offset >= 0 && Number.isInteger(offset) && offset + size <= this.bytes.length)
      return read(offset);
    this.isExhausted = true;
    return 0;
  }
}
