import { setFlagsFromString } from 'node:v8';
import { once } from '../../shared/once.ts';

/** Beyond this a codec's memory, which never shrinks, is given back with the codec. Bytes. */
const mostKeptMemory = 256 * 1024 * 1024;

/**
 * Functions of a codec are compiled when they are first called, and then checked as well: checking all of them at once, of
 * which a picture needs a tenth, takes 0.1 s for the largest codec.
 */
const checkWhenCalled = once(() => setFlagsFromString('--wasm-lazy-validation'));

export interface Codec<Module> {
  readonly module: Module;
  /** What the codec holds now, in bytes. */
  readonly memorySize: () => number;
}

/**
 * A WebAssembly codec, loaded when first used and kept for the next picture. After a trap its memory cannot be
 * trusted and it is loaded anew; `use` then gives null.
 */
export class KeptCodec<Module> {
  readonly #load: () => Promise<Codec<Module>>;
  #codec: Promise<Codec<Module>> | null = null;

  constructor(load: () => Promise<Codec<Module>>) {
    this.#load = load;
  }

  /** What cannot be loaded now, for want of memory or files, is tried again with the next picture. */
  async #loaded(): Promise<Codec<Module>> {
    checkWhenCalled();
    const loading = (this.#codec ??= this.#load());
    try {
      return await loading;
    } catch (error) {
      if (this.#codec === loading) this.#codec = null;
      throw error;
    }
  }

  async use<Value>(work: (module: Module) => Value | Promise<Value>): Promise<Value | null> {
    const codec = await this.#loaded();
    try {
      const value = await work(codec.module);
      if (codec.memorySize() > mostKeptMemory) this.#codec = null;
      return value;
    } catch (error) {
      this.#codec = null;
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      return null;
    }
  }
}
