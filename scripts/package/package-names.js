// The names of the packages of a version, as electron-builder and `scripts/package.js` write them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandMacro } from 'app-builder-lib/out/util/macroExpander.js';
import { archFromString, getArtifactArchName } from 'builder-util';
import { parse } from 'yaml';
import { root } from '../root.js';

const systems = ['linux', 'mac', 'win'];
const endings = { nsis: 'exe', portable: 'exe' };

/** One file holds the app for every processor that is configured. */
const holdsAll = new Set(['nsis', 'portable']);

function fileName(pattern, { target, arch, app }) {
  const ext = endings[target] ?? target;
  return expandMacro(pattern, getArtifactArchName(archFromString(arch), ext), app, { ext });
}

/** `{ system, target, arch, file }` of each package that is configured; `arch` is `all` where one file holds every one. */
export function packageNames({ name, productName, version }) {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  const app = { name, sanitizedProductName: productName, version };
  return systems.flatMap((system) =>
    config[system].target.flatMap(({ target, arch: archs }) => {
      // tar writes it, not electron-builder.
      const isOwn = target === 'tar.gz';
      const own = `\${name}-\${version}-linux-\${arch}.\${ext}`;
      const options = config[target === 'AppImage' ? 'appImage' : target] ?? config[system];
      const pattern = isOwn ? own : options.artifactName;
      if (holdsAll.has(target)) {
        return [
          { system, target, arch: 'all', file: fileName(pattern, { target, arch: 'x64', app }) },
        ];
      }
      return archs.map((arch) => ({
        system,
        target,
        arch,
        file: fileName(pattern, { target, arch, app }),
      }));
    }),
  );
}
