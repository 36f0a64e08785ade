type Imports = Readonly<Record<string, (...numbers: number[]) => number | void>>;

/** What we use of it. Only the DOM's own types have the rest, and the worker has no DOM. */
declare namespace WebAssembly {
  /** Compiled code, of which instances are made. */
  class Module {
    private readonly isModule: true;
  }
  class Memory {
    constructor(limits: { initial: number; maximum: number; shared: boolean });
    readonly buffer: SharedArrayBuffer;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, Imports>>,
  ): Promise<{ readonly instance: { readonly exports: unknown } }>;
}
