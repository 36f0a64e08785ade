import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';
import type { SourceFormat } from '../../shared/formats/formats.ts';

/** A format that some decoder reads, or what else the file is in plain words ("a video"); null when nobody can tell. */
export type Sniffed =
  | { readonly kind: 'readable'; readonly format: SourceFormat }
  | { readonly kind: 'other'; readonly name: ForeignKind | null };
