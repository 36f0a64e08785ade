import type { Task } from '../../shared/task/task.ts';
import { idPattern } from '../../shared/task/task.ts';
import { fromBytes } from '../files/paths.ts';
import type { StoredTask } from '../ports.ts';
import type { RawRow } from './database.ts';

const isCount = (raw: unknown): raw is number =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0;
const isSigned = (raw: unknown): raw is number =>
  typeof raw === 'number' && Number.isSafeInteger(raw);
const isId = (raw: unknown): raw is string => typeof raw === 'string' && idPattern.test(raw);

/** Rows follow each other with the same folder: it is decoded once, and they share its text. */
let lastRoot: { readonly bytes: Uint8Array; readonly text: string } | null = null;

function rootOf(bytes: Uint8Array): string {
  if (!lastRoot || Buffer.compare(lastRoot.bytes, bytes) !== 0) {
    lastRoot = { bytes, text: fromBytes(Buffer.from(bytes)) };
  }
  return lastRoot.text;
}

function factsOf(row: RawRow) {
  const { id, batch_id: batchId, number, position, source_path: source } = row;
  const { size_bytes: sizeBytes, attempts, queued_at: queuedAt } = row;
  if (!isId(id) || !isId(batchId) || !isCount(number) || !isCount(position)) return null;
  if (!isCount(attempts) || !isCount(queuedAt) || !(source instanceof Uint8Array)) return null;
  if (sizeBytes !== null && !isCount(sizeBytes)) return null;
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  return {
    id,
    batchId,
    number,
    position,
    sourcePath: fromBytes(bytes),
    sizeBytes,
    attempts,
    queuedAt,
  };
}

function taskOf(row: RawRow): Task | null {
  const { status, finished_at: finishedAt, duration_ms: durationMs } = row;
  if (status !== 'queued' && status !== 'cancelled') return null;
  const facts = factsOf(row);
  if (facts === null || status === 'queued') return facts && { ...facts, status: 'queued' };
  return isCount(finishedAt) && durationMs === null
    ? { ...facts, finishedAt, durationMs, status }
    : null;
}

/**
 * The task of a row of which there is most, one that waits or was cancelled and of which nothing else is known. It is checked as the
 * schema does, in a fifth of the time: 100,000 are read at once. Null for every other row, and for what the schema has to refuse.
 */
export function plainTaskOf(row: RawRow): StoredTask | null {
  const { outcome, sent_name: sentName, submitter, root, priority, counter } = row;
  if (outcome !== null || sentName !== null || submitter !== null) return null;
  if (!isSigned(priority) || !isSigned(counter)) return null;
  if (root !== null && !(root instanceof Uint8Array)) return null;
  const task = taskOf(row);
  return task && { task, root: root && rootOf(root), priority, counter };
}
