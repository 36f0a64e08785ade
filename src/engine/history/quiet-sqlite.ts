/**
 * Node 22 tells each process and thread that loads its SQLite that it is experimental there; what is used of it here works.
 * To be called before anything is loaded that uses it. Other warnings of this thread are printed as ever. `inThreads` also says nothing in
 * threads and processes that are started from here: for a program of ours, whose environment is its own.
 */
export function quietSqlite({ inThreads }: { readonly inThreads: boolean }): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return;
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: readonly unknown[]) => {
    if (String(warning).startsWith('SQLite is an experimental')) return;
    Reflect.apply(emitWarning, undefined, [warning, ...rest]);
  };
  if (inThreads) process.env['NODE_NO_WARNINGS'] ??= '1';
}
