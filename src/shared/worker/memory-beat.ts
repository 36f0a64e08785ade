/** Worker → launcher, beside the protocol: it answers nothing. A worker that was taken over may lie; the clock ends that one. */
export interface MemoryBeat {
  readonly kind: 'holds';
  readonly bytes: number;
}

/** Null for what is a message of the protocol, or nothing that is known. */
export function bytesOfBeat(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return null;
  if (raw.kind !== 'holds' || !('bytes' in raw)) return null;
  return typeof raw.bytes === 'number' ? raw.bytes : null;
}
