// Paths as bytes, files written whole and output streams: what shells may use without an engine.
export { appFolder } from './app-folder.ts';
export { removeQuietly, temporaryPathIn } from './atomic-rename.ts';
export { removeWritten, type Target, tryToWriteInto, writeAtomically } from './atomic-write.ts';
export { filterPaths } from './filter-paths.ts';
export { factsAt } from './file-identity.ts';
export { createFolderSyncs } from './folder-syncs.ts';
export { filesToStart, openFileLimit } from './open-file-limit.ts';
export {
  giveUpOnDrives,
  isAway,
  isSilent,
  onDisk,
  setDiskProgram,
  setDiskLimit,
  wakeByOpening,
  wakeDrives,
} from './disks.ts';
export { createNewFile, writeNewFile } from './new-file.ts';
export { seemsThere, slowDriveOf } from './mounts.ts';
export { makeFolder, makeFolderSync } from './make-folder.ts';
export { followOutputStreams, type OutputStreams, unreadExitCode } from './output-streams.ts';
export { type OpenedFile, openToRead } from './open-to-read.ts';
export { pathFromArgument } from './path-from-argument.ts';
export { fromBytes, isInside, toNative } from './paths.ts';
export { builtInLanguages, type ProgramFiles, programFiles } from './program-files.ts';
export { onDiskOf } from './quick-disk.ts';
export { readSmallFile } from './read-small-file.ts';
export { readSmallFileNow, type UnreadCode } from './read-small-file-now.ts';
export { fullDiskLine } from './store-refusal.ts';
export { currentFolder, isDamaged, typedWords } from './typed-words.ts';
export {
  leaveSettings,
  removeWaiting,
  type WaitingSettings,
  waitingSettings,
} from './waiting-settings.ts';
export { withFile } from './with-file.ts';
export { writeStream } from './write-stream.ts';
export { errorCode, unwritable, writeFailure } from './write-failure.ts';
export { limitYoungGeneration, stopYoungGenerationGrowth } from './young-generation.ts';
