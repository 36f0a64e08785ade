/**
 * What a worker needs of its parent's environment: where fonts, temporary files, system libraries and, for those who
 * run from source, compiled code are. Nothing that changes how Node runs (NODE_OPTIONS) or that could hold a secret.
 */
const kept = [
  'HOME LANG LC_ALL LC_CTYPE PATH TMPDIR XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_DIRS XDG_DATA_HOME FONTCONFIG_FILE FONTCONFIG_PATH',
  'LOCALAPPDATA SYSTEMROOT TEMP TMP USERPROFILE WINDIR',
  'NODE_COMPILE_CACHE',
].flatMap((names) => names.split(' '));

/** The environment of a worker process, made from the parent's. */
export function workerEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = new Map(Object.keys(parent).map((name) => [name.toUpperCase(), name]));
  const environment: NodeJS.ProcessEnv = {};
  for (const wanted of kept) {
    const name = names.get(wanted);
    if (name !== undefined) environment[name] = parent[name];
  }
  // Each thread of glibc's allocator keeps its own arena; two are as fast and need 40 % less memory.
  environment['MALLOC_ARENA_MAX'] = '2';
  return environment;
}
