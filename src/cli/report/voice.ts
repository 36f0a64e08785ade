import type { Paint } from './colours.ts';

/** Where words go: results to standard output, all else to standard error, so that a pipe gets results only. */
export interface Voice {
  /** A line with a result. */
  readonly say: (line: string) => void;
  /** A text with its own line ends that was asked for: help, a table, a script. */
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
  /** Colours for standard error, where they are wanted. */
  readonly paint: Paint;
  readonly cwd: string;
}
