import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode, onDisk, pathFromArgument, writeFailure } from '../../engine/files/index.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { defaultFileName } from '../../shared/task/usual-recipe.ts';
import { failureLine, noteWords, skipWords } from '../../shared/task/failure-words.ts';
import { failure } from '../../shared/task/failure.ts';
import type { WholeRecipe } from '../../shared/task/recipe.ts';
import type { Output } from '../../shared/task/task.ts';
import { runsWords } from '../../shared/words/areas/runs.ts';
import type { Voice } from '../report/voice.ts';
import type { Options } from '../args/options.ts';
import type { Reporter } from '../report/reporter.ts';
import { makePipeFolder, sweepPipeFolders } from './pipe-folders.ts';
import { failedLine, heldLine, shortPath } from '../report/task-lines.ts';

/** Whether a picture goes to standard output: `--out -`. */
export function isPicturePipe({ out }: Pick<Options, 'out'>): boolean {
  return out === '-';
}

/** Why one picture cannot go to standard output as it was asked for; null when it can. */
export async function pipeProblem(options: Options, cwd: string): Promise<string | null> {
  const others = {
    '--json': options.isJson,
    '--dry-run': options.isDryRun,
    '--flat': options.isFlat,
    '--beside': options.beside !== null,
    '--desktop-cache': options.isForDesktop,
    '--zip': options.zip !== null,
    '--contact-sheet': options.contactSheet !== null,
    '--files-from': options.filesFrom !== null,
  };
  const [other] = Object.entries(others).find(([, isGiven]) => isGiven) ?? [];
  if (other !== undefined) return runsWords('pipe.onePicture', { option: other });
  const [path, another] = options.paths;
  if (path === undefined || another !== undefined) {
    return runsWords('pipe.takesOne');
  }
  if (process.stdout.isTTY) {
    return runsWords('pipe.toTerminal');
  }
  if (path === '-') {
    return process.stdin.isTTY ? runsWords('pipe.nothingComes') : null;
  }
  const facts = await onDisk('stat', pathFromArgument(path, cwd)).catch(() => null);
  return facts?.isDirectory() ? runsWords('pipe.noFolder') : null;
}

/** The recipe for one picture that nothing else is kept of: its only output goes to `folder`. */
export function pipeRecipe(recipe: WholeRecipe, folder: string): Result<WholeRecipe, string> {
  const { outputs, name } = recipe;
  if (outputs.length > 1) {
    return notOk(runsWords('pipe.severalFiles', { recipe: name, count: outputs.length }));
  }
  const destination = { kind: 'folder', path: folder, mirrorsTree: false } as const;
  const fileName = defaultFileName(1);
  return ok({ ...recipe, destination, fileName, conflict: 'rename', replacesSource: false });
}

const tooLargeMark = Symbol('tooLarge');

/** Writes at most so many bytes of a stream to a file that is not there yet. */
async function receive(path: string, mostBytes: number, signal: AbortSignal): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    await pipeline(
      process.stdin,
      async function* bounded(source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          sizeBytes += chunk.length;
          if (sizeBytes > mostBytes) throw tooLargeMark;
          yield chunk;
        }
      },
      file.createWriteStream(),
      { signal },
    );
  } finally {
    process.stdin.destroy();
    await file.close().catch(() => undefined);
  }
  return sizeBytes;
}

/** A folder of its own for one picture on its way through; whoever opens it closes it. */
export interface PipeFolder {
  readonly results: string;
  /** Where what came in on standard input is put. */
  readonly source: string;
  close(): Promise<void>;
}

export async function openPipeFolder(): Promise<PipeFolder | null> {
  const folder = await makePipeFolder().catch(() => null);
  if (folder === null) return null;
  return {
    results: join(folder, 'results'),
    source: join(folder, 'standard input'),
    async close() {
      await rm(folder, { recursive: true, force: true });
      await sweepPipeFolders();
    },
  };
}

/** Puts what comes in on standard input into the folder; the problem is one line for people. */
export async function receivePicture(
  { source }: PipeFolder,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Result<void, string>> {
  try {
    const sizeBytes = await receive(source, mostBytes, signal);
    return sizeBytes > 0 ? ok(undefined) : notOk(runsWords('pipe.empty'));
  } catch (error) {
    if (signal.aborted) return notOk(runsWords('pipe.notToItsEnd'));
    if (error === tooLargeMark) {
      const more = runsWords('pipe.moreThan', { megabytes: mostBytes / 1e6 });
      return notOk(failureLine(failure('image-too-large', more)));
    }
    return notOk(failureLine(writeFailure(error, tmpdir())));
  }
}

/** Says on standard error what there is to say of the one picture, and keeps what was made of it. */
export function createPipeReporter(voice: Voice, name: string | null) {
  let made: Output | null = null;
  const nameOf = (path: string) => name ?? shortPath(path, voice.cwd);
  const tell = (path: string, words: string) => voice.complain(`${nameOf(path)}: ${words}`);
  const reporter: Reporter = {
    settled(task) {
      const { sourcePath } = task;
      if (task.status === 'failed') tell(sourcePath, failureLine(task.failure));
      if (task.status === 'skipped') tell(sourcePath, skipWords(task.reason));
      if (task.status !== 'succeeded') return;
      made = task.outputs[0] ?? null;
      for (const note of task.notes) tell(sourcePath, noteWords(note));
    },
    settledBefore: () => undefined,
    refused: ({ path, failure }) => voice.complain(failedLine(path, failure, voice.cwd)),
    held: (hold, isGivenUp) => voice.complain(heldLine(hold, isGivenUp)),
    progress: () => undefined,
    saving: () => undefined,
    finished: () => undefined,
  };
  return { reporter, made: () => made };
}

/** Writes the file to standard output; false if not all of it got there. A reader that goes away early has seen enough. */
export function sendPicture(path: string): Promise<boolean> {
  return pipeline(createReadStream(path), process.stdout, { end: false }).then(
    () => true,
    (error: unknown) => errorCode(error) === 'EPIPE',
  );
}
