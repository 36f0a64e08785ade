// People get Electron as its makers release it, and nothing else.

export const isStandIn = ({ origin }) => origin !== 'official download';

/** Ends the program with one line where only the copy for tests is here. Null: none was fetched yet. */
export function refuseStandIn(electron) {
  if (electron === null || !isStandIn(electron)) return;
  console.error(
    `Not released: only a copy of Electron ${electron.version} for tests is here. Remove .cache/electron and run this where github.com can be reached.`,
  );
  process.exit(1);
}
