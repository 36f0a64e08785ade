/** The server that a person chose. `address` is a parsed `ServerAddress`. */
export interface ServerChoice {
  readonly address: string;
  readonly token: string | null;
}

/** How long a server may take. Milliseconds. */
export interface ServerTiming {
  /** For a short answer. */
  readonly answerMs: number;
  /** Without a byte of an upload or a download. */
  readonly idleMs: number;
  /** From the end of the upload until the picture is made; then it is made here. */
  readonly patienceMs: number;
  /** Until the server is asked again how it is. */
  readonly recheckMs: number;
}

export const usualTiming: ServerTiming = {
  answerMs: 10_000,
  idleMs: 30_000,
  patienceMs: 600_000,
  recheckMs: 30_000,
};
