import { dirname } from 'node:path';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { ok, type Result } from '../../shared/result.ts';
import type {
  FolderKeys,
  OutputFault,
  WorkerMessage,
  WrittenOutput,
} from '../../shared/worker/messages.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { openResultFolder } from './result-folder.ts';
import { writeTemporary } from './write-temporary.ts';

type Finished = Extract<WorkerMessage, { readonly kind: 'finished' }>;

interface Orders {
  readonly files: readonly (Uint8Array | null)[];
  /** Where to write each; null leaves it out. */
  readonly paths: readonly (string | null)[];
  readonly folderKeys: FolderKeys;
  readonly mode: number | undefined;
}

/** Whoever decoded may have been taken over: a file that is not of the promised kind is never written. */
async function writeOne(
  output: WrittenOutput,
  {
    bytes,
    path,
    ...orders
  }: Pick<Orders, 'mode' | 'folderKeys'> & {
    readonly bytes: Uint8Array;
    readonly path: string;
  },
): Promise<Result<WrittenOutput, Refusal>> {
  if (recogniseFormat(bytes) !== output.format) {
    return refuse('internal', null, `the decoder made something that is not ${output.format}`);
  }
  const { mode, folderKeys } = orders;
  const folder = openResultFolder(dirname(path), folderKeys[dirname(path)]);
  if (!folder.ok) return folder;
  try {
    const written = await writeTemporary(folder.value.at(path), bytes, { mode, shownPath: path });
    return written.ok ? ok({ ...output, sizeBytes: bytes.length }) : written;
  } finally {
    folder.value.close();
  }
}

/**
 * Writes what a decoder made, each output to its temporary path. One that cannot be written is named among the faults and the
 * others stay; when there is none, the first one's reason is that of all.
 */
export async function writeFiles(
  finished: Finished,
  { files, paths, ...orders }: Orders,
): Promise<WorkerMessage> {
  const outputs: (WrittenOutput | null)[] = [];
  const faults: OutputFault[] = [...finished.faults];
  for (const [at, output] of finished.outputs.entries()) {
    const [bytes, path] = [files[at], paths[at]];
    outputs.push(null);
    if (output === null || !bytes || typeof path !== 'string') continue;
    const written = await writeOne(output, { bytes, path, ...orders });
    if (written.ok) outputs[at] = written.value;
    else faults.push({ output: at, ...written.problem });
  }
  faults.sort((one, other) => one.output - other.output);
  const [first] = faults;
  if (first && outputs.every((output) => output === null)) {
    const { failure, log } = first;
    return { kind: 'failed', attemptId: finished.attemptId, failure, log };
  }
  return { ...finished, outputs, faults };
}
