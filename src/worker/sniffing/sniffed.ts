import type { SourceFormat } from '../../shared/task/format.ts';

/** A format that some decoder reads, or what else the file is in plain words ("a PDF"); null when nobody can tell. */
export type Sniffed =
  | { readonly kind: 'readable'; readonly format: SourceFormat }
  | { readonly kind: 'other'; readonly name: string | null };
