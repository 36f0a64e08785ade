import { pastedName } from '../shared/task/pasted-picture.ts';

/** What browsers call every copied picture. */
const nameOfAny = /^image(?=\.[a-z]+$)/;

/** A copied picture by its date; a copied file keeps its name. */
export function nameCopied(file: File): File {
  const name = file.name.replace(nameOfAny, pastedName(new Date()));
  return name === file.name ? file : new File([file], name, { type: file.type });
}
