import type { EngineMessage, WorkerMessage } from './messages.ts';

type Start = Extract<EngineMessage, { readonly kind: 'start' }>;
type Proceed = Extract<EngineMessage, { readonly kind: 'proceed' }>;
type Probed = Extract<WorkerMessage, { readonly kind: 'probed' }>;
type Finished = Extract<WorkerMessage, { readonly kind: 'finished' }>;

/** A source as it comes to whoever decodes it. `head` is the beginning of one that has more bytes than are read. */
export type SourceBytes =
  | {
      readonly kind: 'whole';
      readonly bytes: Uint8Array;
      /** Since 1970, cut to whole seconds as the system counts them. */
      readonly modifiedSeconds: number;
    }
  | { readonly kind: 'too-large'; readonly head: Uint8Array; readonly sizeBytes: number };

/**
 * Broker → decoder: what the engine said, with bytes in place of paths. `writesAtOnce` in place of known temporary paths: the answer is
 * `finished`. `wanted` has an entry for each output; one that is not wanted is left out.
 */
export type DecoderOrder =
  | (Omit<Start, 'sourcePath' | 'temporaryPaths' | 'folderKeys' | 'wantsHash'> & {
      readonly source: SourceBytes;
      readonly writesAtOnce: boolean;
    })
  | (Omit<Proceed, 'temporaryPaths' | 'folderKeys'> & { readonly wanted: readonly boolean[] })
  | Exclude<EngineMessage, Start | Proceed>;

/**
 * Decoder → broker. `finished` brings the bytes of each output that was made; nothing is written yet. What the source's bytes
 * hash to is not asked of whoever decodes them: a decoder that was taken over would choose it.
 */
export type DecoderAnswer =
  | Exclude<WorkerMessage, Probed | Finished>
  | Omit<Probed, 'contentHash'>
  | (Finished & { readonly files: readonly (Uint8Array | null)[] });
