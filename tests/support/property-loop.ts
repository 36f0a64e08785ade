import * as fc from 'fast-check';

/** Milliseconds for each property; `THUMBLINE_PROPERTY_MS=60000` searches for longer. */
const limitMs = Number(process.env['THUMBLINE_PROPERTY_MS'] ?? 400);

/**
 * Tries a property until the time is up, and ten values at least: fast-check's own time limit fails a property whose
 * first value took longer, as on a busy machine.
 */
export async function expectAlways<Values>(
  property: fc.IProperty<Values> | fc.IAsyncProperty<Values>,
  { seed = Date.now(), ...more }: fc.Parameters<Values> = {},
): Promise<void> {
  const end = performance.now() + limitMs;
  let round = 0;
  do {
    await fc.assert(property, { ...more, seed: seed + round, numRuns: 10 });
    round += 1;
  } while (performance.now() < end);
}
