/** The package describes only its way through a browser's worker, which Node does not have. */
declare module 'libraw-wasm/dist/libraw.js' {
  interface Size {
    readonly width: number;
    readonly height: number;
  }

  interface Developed extends Size {
    readonly colors: number;
    readonly bits: number;
    readonly data: Uint8Array;
  }

  interface LibRaw {
    open(bytes: Uint8Array, settings: Readonly<Record<string, unknown>>): void;
    /** Of the whole picture as it will be turned, and of the sensor. */
    metadata(all: boolean): Size & { readonly raw_width: number; readonly raw_height: number };
    imageData(): Developed | undefined;
    delete(): void;
  }

  export interface LibRawModule {
    readonly LibRaw: new () => LibRaw;
  }

  export default function load(options: {
    readonly wasmBinary: Uint8Array;
    readonly wasmMemory: WebAssembly.Memory;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<LibRawModule>;
}
