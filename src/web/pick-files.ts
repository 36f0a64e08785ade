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
