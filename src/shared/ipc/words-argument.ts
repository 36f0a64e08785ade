/** Of the command line of a page's process: JSON with what its preload says, by key. Main writes it. */
export const wordsArgument = '--thumbline-words=';
