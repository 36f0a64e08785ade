const sizeUnits: Readonly<Record<string, number>> = {
  '': 1,
  k: 1000,
  m: 1000 ** 2,
  g: 1000 ** 3,
  t: 1000 ** 4,
};
const durationUnits: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Bytes meant by `500`, `20MB`, `1.5 GB`; null if it is none. */
export function parseSizeBytes(text: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([kmgt]?)b?$/i.exec(text.trim()) ?? [];
  const scale = sizeUnits[(unit ?? '').toLowerCase()];
  return number === undefined || scale === undefined ? null : Math.round(Number(number) * scale);
}

/** Milliseconds meant by `30s`, `15m`, `12h`, `7d`; null if it is none. */
export function parseDurationMs(text: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([smhd])$/i.exec(text.trim()) ?? [];
  const scale = durationUnits[(unit ?? '').toLowerCase()];
  return number === undefined || scale === undefined ? null : Math.round(Number(number) * scale);
}
