import { folderHeadBytes, recogniseUnnamed } from '../shared/formats/recognise-format.ts';
import { hasImageExtension } from '../shared/formats/taken-from-folders.ts';
import { compareNames } from '../shared/paths/safe-segment.ts';
import { batchTitle } from '../shared/task/batch.ts';
import { reasonByName } from '../shared/task/left-out-names.ts';
import { pastedName } from '../shared/task/pasted-picture.ts';

/** A file that was dropped or picked. */
export interface ChosenFile {
  readonly file: File;
  /** Where it lies below the folder that was chosen, as in `Lisbon/old/b.jpg`; of a single file its name. */
  readonly place: string;
}

export const isInFolder = ({ place }: ChosenFile): boolean => place.includes('/');

/** Not what systems strew into folders, not what is hidden, not earlier results: as the desktop walks them. */
export function isFolderEntered(name: string, resultFolderName: string): boolean {
  return reasonByName(name) === null && name.normalize() !== resultFolderName.normalize();
}

/** A name that pictures have is enough; other files are looked at. */
async function isPicture(file: File): Promise<boolean> {
  if (hasImageExtension(file.name)) return true;
  try {
    const head = await file.slice(0, folderHeadBytes).arrayBuffer();
    return recogniseUnnamed(new Uint8Array(head)) !== null;
  } catch {
    return false;
  }
}

async function isWanted(chosen: ChosenFile, resultFolderName: string): Promise<boolean> {
  const [root, ...below] = chosen.place.split('/');
  const name = below.pop();
  if (root === undefined || name === undefined) return true;
  if (!below.every((folder) => isFolderEntered(folder, resultFolderName))) return false;
  return reasonByName(name) === null && (await isPicture(chosen.file));
}

/** In natural order, the files of a folder before its subfolders. */
function comparePlaces(a: ChosenFile, b: ChosenFile): number {
  const [left, right] = [a.place.split('/'), b.place.split('/')];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at === -1) return 0;
  const [leftIsFolder, rightIsFolder] = [left, right].map(({ length }) => at < length - 1);
  if (leftIsFolder !== rightIsFolder) return leftIsFolder ? 1 : -1;
  return compareNames(left[at] ?? '', right[at] ?? '');
}

/** The pictures among them, as the desktop takes them from folders. A single file was meant, whatever it is. */
export async function picturesOf(
  chosen: readonly ChosenFile[],
  resultFolderName: string,
): Promise<readonly ChosenFile[]> {
  const wanted: ChosenFile[] = [];
  for (const one of chosen) if (await isWanted(one, resultFolderName)) wanted.push(one);
  return wanted.toSorted(comparePlaces);
}

/** The folder's name if all lie in one, else the file's, or how many they are. */
export function titleOf(chosen: readonly ChosenFile[]): string {
  const [first] = chosen;
  const folder = first && isInFolder(first) ? first.place.split('/', 1)[0] : undefined;
  if (folder !== undefined && chosen.every(({ place }) => place.startsWith(`${folder}/`))) {
    return batchTitle({ files: [], folders: [folder] });
  }
  return batchTitle({ files: chosen.map(({ file }) => file.name) });
}

/** What browsers call every copied picture. */
const nameOfAny = /^image(?=\.[a-z]+$)/;

/** A copied picture by its date; a copied file keeps its name. */
export function nameCopied(file: File): File {
  const name = file.name.replace(nameOfAny, pastedName(new Date()));
  return name === file.name ? file : new File([file], name, { type: file.type });
}

interface Wanted {
  /** Whole folders, with what is in them. */
  readonly isFolder?: boolean;
  /** As an input's `accept` says it; everything if left out. */
  readonly accept?: string;
}

/** The browser's own dialog; null when it was closed without choosing. */
export function pickFiles({ isFolder = false, accept = '' }: Wanted): Promise<File[] | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accept;
  input.webkitdirectory = isFolder;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
