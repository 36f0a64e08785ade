import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { requireNode } from '../../scripts/node-runtime.js';
import { root } from '../../scripts/root.js';

/** A shell command that makes thumbnails of `$1`, a file or a folder, in the folder `$2`. */
export interface Lane {
  readonly name: string;
  readonly command: string;
}

const node = `'${requireNode()}'`;
const file = (...path: readonly string[]) => `'${join(root, ...path)}'`;
const cores = availableParallelism();
/** What takes files, some at a time and one process a core. */
const each = (few: number, command: string) =>
  `find "$1" -type f -print0 | OUT="$2" xargs -0 -P ${cores} -n ${few} ${command}`;
const oneByOne = (command: string) => each(8, `sh -c 'for f; do ${command}; done' sh`);
const hint = '-define jpeg:size=200x200';

/** Ours first; the others as their manuals say how thumbnails are made fast. */
export const lanes: readonly Lane[] = [
  {
    name: 'thumbline, built',
    command: `${node} ${file('out/main/cli.js')} "$1" --out "$2" --quiet`,
  },
  {
    name: 'thumbline, checkout',
    command: `${node} ${file('scripts/thumbline.js')} "$1" --out "$2" --quiet`,
  },
  {
    name: 'thumbline, from source',
    command: `${node} ${file('src/cli/index.ts')} "$1" --out "$2" --quiet`,
  },
  { name: 'sharp alone', command: `${node} ${file('bench/terminal/bare-sharp.ts')} "$1" "$2"` },
  {
    name: 'vipsthumbnail',
    command: each(32, `sh -c '/usr/bin/vipsthumbnail "$@" --size 100x100 -o "$OUT/%s.jpg"' sh`),
  },
  {
    name: 'Pillow, draft, pool',
    command: `/usr/bin/python3 ${file('bench/terminal/pillow.py')} "$1" "$2"`,
  },
  {
    name: 'ImageMagick, size hint',
    command: oneByOne(
      `/usr/bin/convert ${hint} "$f" -auto-orient -thumbnail "100x100>" "$OUT/\${f##*/}"`,
    ),
  },
  {
    name: 'GraphicsMagick, size hint',
    command: oneByOne(
      `/usr/bin/gm convert -size 200x200 "$f" -auto-orient -thumbnail "100x100>" "$OUT/\${f##*/}"`,
    ),
  },
];
