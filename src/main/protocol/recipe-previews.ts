/** Numbers previews, so that the page can fetch the newest by address and none by path. */
export interface RecipePreviews {
  /** The address under which this file is served until the next one is added. */
  add(path: string): string;
  find(number: number): string | null;
}

export function createRecipePreviews(): RecipePreviews {
  let number = 0;
  let current: string | null = null;
  return {
    add(path) {
      number += 1;
      current = path;
      return `thumb://preview/${number}`;
    },
    find: (wanted) => (wanted === number ? current : null),
  };
}
