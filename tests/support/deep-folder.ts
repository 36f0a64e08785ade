import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Each of these adds 201 bytes to a path. */
const segment = 'd'.repeat(200);
/** What Linux takes as one path, its end included. */
const longestPath = 4096;

/**
 * Makes a folder in `folder` so deep that one path still reaches it, and in it files that none does. Answers with its path.
 * Only a shell that goes down step by step can make those.
 */
export function putDeep(folder: string, names: readonly string[]): string {
  let deep = folder;
  const steps: string[] = [];
  while (deep.length + segment.length + 1 < longestPath - 1) {
    deep = join(deep, segment);
    steps.push(segment);
  }
  const rest = 'r'.repeat(longestPath - 1 - deep.length - 1);
  const path = rest === '' ? deep : join(deep, rest);
  const program =
    'cd "$1"; shift; n=$1; shift; while [ $n -gt 0 ]; do mkdir -p "$1"; cd -P "./$1"; shift; n=$((n-1)); done; for f; do mkdir -p "$(dirname "$f")"; printf x > "$f"; done';
  const all = rest === '' ? steps : [...steps, rest];
  execFileSync('sh', ['-c', program, 'sh', folder, String(all.length), ...all, ...names]);
  return path;
}
