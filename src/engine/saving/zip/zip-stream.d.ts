declare module 'zip-stream' {
  import type { Buffer } from 'node:buffer';
  import type { Duplex, Readable } from 'node:stream';

  interface Entry {
    readonly name: string;
    readonly date: Date;
    readonly mode: number;
  }

  /** As far as it is used here: one entry at a time, the next one when the callback was called. */
  export default class ZipStream extends Duplex {
    constructor(options: { readonly store: boolean; readonly forceLocalTime: boolean });
    entry(source: Buffer | Readable, entry: Entry, done: (error: Error | null) => void): void;
    finish(): void;
  }
}
