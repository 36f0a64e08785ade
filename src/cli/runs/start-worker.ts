import {
  createNodeLauncher,
  type EarlyLauncher,
  findNode,
  launchEarly,
  programFiles,
  seemsThere,
  type WorkerLauncher,
} from '../../engine/worker-pool/index.ts';

/** `entry` is the file of the program's own entry. */
export function createLauncher(entry: string): WorkerLauncher {
  const { worker: workerEntry, broker: brokerEntry } = programFiles(entry);
  const nodePath = findNode() ?? process.execPath;
  return createNodeLauncher({ nodePath, workerEntry, brokerEntry });
}

const withoutPictures = new Set(['-h', '--help', '-v', '--version']);
/** Where pictures are made elsewhere, or perhaps not at all. */
const mayNeedNone = (word: string) =>
  word.startsWith('--server') || word.endsWith('skip-unchanged');

/** A guess from the words as they were typed: a file or folder is named, first or behind options. A wrong one costs a process. */
function areForPictures(words: readonly string[]): boolean {
  const [first = ''] = words;
  return (
    (first.startsWith('-') || seemsThere(first)) &&
    !words.some((word) => withoutPictures.has(word) || mayNeedNone(word)) &&
    words.some((word) => seemsThere(word))
  );
}

/** Starts a worker if the words will need one: it takes as long to start as the terminal to be loaded. */
export function startWorker(entry: string, words: readonly string[]): EarlyLauncher | null {
  return areForPictures(words) ? launchEarly(createLauncher(entry)) : null;
}
