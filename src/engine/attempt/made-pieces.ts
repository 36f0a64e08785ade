import type { Failure } from '../../shared/task/failure.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Output, Fingerprints } from '../../shared/task/task.ts';
import type { EarlierOutputs } from '../naming/earlier-outputs.ts';
import type { Placement, ReservedOutput } from '../naming/placement.ts';
import { outputFingerprint } from '../memory/unchanged.ts';
import type { Made } from '../ports.ts';
import type { Written } from '../worker-pool/outcome.ts';

/** One output of a task: written by this attempt and waiting for its name, or kept from an earlier one. */
export interface Piece {
  readonly output: Output;
  /** Null for one that is kept. */
  readonly reserved: ReservedOutput | null;
  /** What is known of a kept one; a written one is not looked at yet. */
  readonly fingerprint: string | null;
}

interface Order {
  readonly recipe: Recipe;
  readonly earlier: EarlierOutputs | null;
}

function keptPiece({ earlier }: Order, index: number): Piece | null {
  const kept = earlier?.kept.get(index);
  return kept ? { ...kept, reserved: null } : null;
}

interface Fault {
  readonly output: number;
  readonly failure: Failure;
}

/**
 * What will be missing. An original is replaced only when every other output is made, or a retry would take the result
 * for it: its result then fails for the reason of the first that did.
 */
function faultsOf(outcome: Written, placement: Placement): Fault[] {
  if (placement.kind !== 'write') return [...outcome.faults];
  const faults: Fault[] = [...placement.faults, ...outcome.faults];
  const [first] = faults;
  if (!first) return [];
  const failed = new Set(faults.map(({ output }) => output));
  const withheld = placement.outputs.flatMap((reserved, output) =>
    reserved?.replacesSource && !failed.has(output) ? [{ output, failure: first.failure }] : [],
  );
  return [...faults, ...withheld];
}

/** Everything that will be there, in the order of the recipe. */
export function piecesOf(order: Order, outcome: Written, placement: Placement): Piece[] {
  const places = placement.kind === 'write' ? placement.outputs : [];
  const failed = new Set(faultsOf(outcome, placement).map(({ output }) => output));
  return order.recipe.outputs.flatMap(({ name }, index): Piece[] => {
    const kept = keptPiece(order, index);
    if (kept) return [kept];
    const reserved = places[index];
    if (!reserved || failed.has(index)) return [];
    const written = outcome.outputs[index];
    if (!written) throw new Error('the worker left out an output that was asked for');
    const output = { ...written, name, path: reserved.finalPath };
    return [{ output, reserved, fingerprint: null }];
  });
}

/** What is kept, in the order of the recipe. */
export function keptOutputs(order: Order): Output[] {
  return order.recipe.outputs.flatMap((_, index) => keptPiece(order, index)?.output ?? []);
}

export const writtenOf = (pieces: readonly Piece[]): ReservedOutput[] =>
  pieces.flatMap(({ reserved }) => reserved ?? []);

export const temporaryPathsOf = (pieces: readonly Piece[]) =>
  pieces.map(({ reserved }) => reserved?.temporaryPath ?? null);

/** A rename changes nothing that a fingerprint covers. */
async function fingerprintsOf(pieces: readonly Piece[], source: string): Promise<Fingerprints> {
  const outputs = pieces.map(
    async ({ reserved, fingerprint }) =>
      fingerprint ?? (reserved && (await outputFingerprint(reserved.temporaryPath))),
  );
  return { source, outputs: (await Promise.all(outputs)).map((fingerprint) => fingerprint ?? '') };
}

export interface MadeOrder extends Order {
  /** What the source was before it was read; null when that is not known. */
  readonly sourceFingerprint: string | null;
}

export async function madeOf(
  order: MadeOrder,
  outcome: Written,
  { placement, pieces }: { readonly placement: Placement; readonly pieces: readonly Piece[] },
): Promise<Made> {
  const faults = faultsOf(outcome, placement).map(({ output, failure }) => ({
    name: order.recipe.outputs[output]?.name ?? '',
    failure,
  }));
  const { source, notes } = outcome;
  const made = { source, outputs: pieces.map(({ output }) => output), notes, faults };
  const { sourceFingerprint } = order;
  if (faults.length === 0 || sourceFingerprint === null) return made;
  return { ...made, fingerprints: await fingerprintsOf(pieces, sourceFingerprint) };
}
