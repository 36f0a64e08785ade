import { keyOfPath } from './earlier-outputs.ts';

/** `known` if both spell the name of one entry of a folder, as a disk that knows no case allows; else `path`. */
export async function pathOfSameEntry(known: string, path: string): Promise<string> {
  const [one, other] = [await keyOfPath(known), await keyOfPath(path)];
  return one !== null && one === other ? known : path;
}
