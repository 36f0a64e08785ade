// The folder `licences` of a package: the licence texts of everything in it, and the list of it all as CycloneDX.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';
import { carriedPackages } from '../third-party.js';

/** What the app and its terminal are made of. The service is not in the package. */
const carriedRooms = ['shared', 'engine', 'broker', 'worker', 'main', 'preload', 'renderer', 'cli'];

const isLicence = (name) => /^(?:licen[cs]e|copying|notice)(?:[-_.].*)?$/i.test(name);

function licenceTexts({ name, version, licence, place }) {
  const folder = join(root, place);
  const files = existsSync(folder) ? readdirSync(folder).filter(isLicence).toSorted() : [];
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const said = texts.length > 0 ? texts : [`Licence: ${licence}. The package holds no text of it.`];
  return `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${said.join('\n\n')}\n`;
}

/** As https://cyclonedx.org/docs/1.6/json has it. Neither time nor serial number, so that equal packages have equal lists. */
export function softwareList(carried, { version, electronVersion }) {
  const component = ({ name, version: its, licence }) => ({
    type: 'library',
    name,
    version: its,
    // An expression may be one licence, too.
    licenses: [{ expression: licence }],
    purl: `pkg:npm/${name.replace('@', '%40')}@${its}`,
  });
  const electron = { name: 'electron', version: electronVersion, licence: 'MIT' };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'Thumbline', version } },
    components: [component(electron), ...carried.map(component)],
  };
}

/** Writes the folder anew. */
export function writeLicences(folder, facts) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['LICENSE', 'NOTICE', 'THIRD-PARTY.md']) {
    copyFileSync(join(root, name), join(folder, name));
  }
  const carried = carriedPackages(carriedRooms);
  writeFileSync(join(folder, 'LICENSES.txt'), carried.map(licenceTexts).join('\n'));
  const list = JSON.stringify(softwareList(carried, facts), null, 2);
  writeFileSync(join(folder, 'sbom.cdx.json'), `${list}\n`);
}
