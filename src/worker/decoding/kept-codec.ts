import { setFlagsFromString } from 'node:v8';
import { once } from '../../shared/once.ts';

/** Beyond this a codec's memory, which never shrinks, is given back with the codec. Bytes. */
const mostKeptMemory = 256 * 1024 * 1024;

/**
 * Functions of a codec are compiled when they are first called, and then checked as well: checking all of them at once, of
 * which a picture needs a tenth, takes 0.1 s for the largest codec.
 */
const checkWhenCalled = once(() => setFlagsFromString('--wasm-lazy-validation'));

/** Whether V8 compiles functions that are called often a second time, so that they run faster. */
function setCompilesAgain(does: boolean): void {
  const not = does ? '' : 'no-';
  setFlagsFromString(`--${not}wasm-tier-up`);
  setFlagsFromString(`--${not}wasm-dynamic-tiering`);
}

export interface Codec<Module> {
  readonly module: Module;
  /** What the codec holds now, in bytes. */
  readonly memorySize: () => number;
}

/** `isQuick`: its code will be compiled once only. */
type Load<Module> = (isQuick: boolean) => Promise<Codec<Module>>;

/**
 * A WebAssembly codec, loaded when first used and kept for the next picture. After a trap its memory cannot be
 * trusted and it is loaded anew; `use` then gives null.
 */
export class KeptCodec<Module> {
  readonly #load: Load<Module>;
  readonly #quickUses: number;
  #uses = 0;
  #codec: Promise<Codec<Module>> | null = null;

  /** `quickUses`: how often it is used with code that is compiled once only, where that is cheaper for as many pictures; the next use loads it anew. */
  constructor(load: Load<Module>, quickUses = 0) {
    this.#load = load;
    this.#quickUses = quickUses;
  }

  /** What cannot be loaded now, for want of memory or files, is tried again with the next picture. */
  async #loaded(): Promise<Codec<Module>> {
    checkWhenCalled();
    const loading = (this.#codec ??= this.#load(this.#uses <= this.#quickUses));
    try {
      return await loading;
    } catch (error) {
      if (this.#codec === loading) this.#codec = null;
      throw error;
    }
  }

  async use<Value>(work: (module: Module) => Value | Promise<Value>): Promise<Value | null> {
    if (this.#uses > this.#quickUses) return this.#use(work);
    this.#uses += 1;
    if (this.#uses > this.#quickUses) {
      this.#codec = null;
      return this.#use(work);
    }
    setCompilesAgain(false);
    try {
      return await this.#use(work);
    } finally {
      setCompilesAgain(true);
    }
  }

  async #use<Value>(work: (module: Module) => Value | Promise<Value>): Promise<Value | null> {
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
