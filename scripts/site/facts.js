// What the site says of the project, each from where it is kept.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats, sourceFormats, writableFormats } from '../../src/shared/formats/formats.ts';
import { builtInPresets } from '../../src/shared/task/preset.ts';
import { packageNames } from '../package/package-names.js';
import { root } from '../root.js';

const read = (path) => readFileSync(join(root, path), 'utf8');

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asHtml = (text) => text.replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

/** The first block of code in a part of a document, or in all of it. */
function codeIn(path, part, language) {
  const text = read(path);
  const rest = part === null ? text : text.slice(text.indexOf(`\n## ${part}\n`));
  return asHtml(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\``, 'ms').exec(rest)?.[1] ?? '');
}

function chip(format) {
  const isWritten = writableFormats.some((written) => written === format);
  return `<li${isWritten ? ' class="written"' : ''}>${asHtml(formats[format].name)}</li>`;
}

function nameOf({ file }, downloads) {
  if (downloads === '') return `<code>${file}</code>`;
  const address = URL.parse(file, downloads.endsWith('/') ? downloads : `${downloads}/`);
  if (address === null)
    throw new Error(`"${downloads}" is no address, such as https://thumbline.example/0.1.0.`);
  return `<a href="${asHtml(address.href)}" download><code>${file}</code></a>`;
}

/** `{{word}}` of the page → HTML. `downloads` is an address, or empty while there is no release. */
export function siteFacts({ downloads }) {
  const manifest = JSON.parse(read('package.json'));
  const presets = builtInPresets.map(({ recipe }) => recipe.name);
  const packages = packageNames(manifest).map((one) => [
    `${one.target} ${one.arch}`,
    nameOf(one, downloads),
  ]);
  return {
    version: manifest.version,
    description: asHtml(manifest.description),
    licence: manifest.license,
    author: asHtml(manifest.author.name ?? manifest.author.replace(/ <.*/, '')),
    node: manifest.engines.node.replace('>=', ''),
    presets: asHtml(presets.slice(1).join(', ')),
    'format-count': String(sourceFormats.length),
    'written-count': String(writableFormats.length),
    formats: sourceFormats.map(chip).join('\n          '),
    terminal: codeIn('README.md', 'In the terminal', 'sh'),
    service: codeIn('README.md', 'For a team', 'sh'),
    library: codeIn('docs/library.md', null, 'js'),
    'get-lead':
      downloads === ''
        ? 'No release is published yet. These are the files it will have; today you make the one for your computer from the sources.'
        : 'Pick the file for your computer.',
    ...Object.fromEntries(packages),
  };
}
