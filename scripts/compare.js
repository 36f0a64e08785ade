// npm run compare -- [--out folder] [files and folders]: what Thumbline shows beside what Debian's programs show of the same
// files, as sheets "ours | reference" of each format and a table of the differences. Nothing is written into this project.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { sniff } from '../src/worker/sniffing/sniff.ts';
import { haveOneShape, meanDifference } from './compare/difference.js';
import { referencePicture } from './compare/reference-picture.js';
import { allTools } from './compare/reference-tools.js';
import { drawSheets } from './compare/sheet.js';
import { installWords, onPath } from './install-words.js';
import { requireNode } from './node-runtime.js';
import { root } from './root.js';
import { folderTypedIn } from './typed-here.js';

const edge = 320;
/** Lists, remarks and licences beside pictures. */
const isNoPicture = /\.(?:tsv|md|txt|json)$/i;

/** @typedef {{ path: string, name: string, format: string | null }} Source */

/** @param {string} path @returns {readonly string[]} */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile() && !isNoPicture.test(file))
    .toSorted();
}

/** @param {string} path @returns {Source} */
function sourceOf(path, folder) {
  const sniffed = sniff(readFileSync(path));
  const name = folder === path ? basename(path) : relative(folder, path);
  return { path, name, format: sniffed.kind === 'readable' ? sniffed.format : null };
}

/**
 * The terminal's own answers, by the path of the source.
 * @param {readonly Source[]} sources
 * @param {string} folder
 */
function makeOurs(sources, folder) {
  const program = join(root, 'scripts', 'thumbline.js');
  const words = ['--files-from', '-', '--null', '--json', '--fresh', '--format', 'png'];
  const recipe = ['--size', `${edge}`, '--out', join(folder, 'ours')];
  const homes = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'];
  const { stdout, stderr } = spawnSync(requireNode(), [program, ...words, ...recipe], {
    encoding: 'utf8',
    input: sources.map(({ path }) => `${path}\0`).join(''),
    maxBuffer: 1e9,
    env: { ...process.env, ...Object.fromEntries(homes.map((name) => [name, join(folder, name)])) },
  });
  const answers = stdout
    .split('\n')
    .filter((line) => line.startsWith('{"source"'))
    .map((line) => JSON.parse(line));
  if (answers.length === 0) throw new Error(`Thumbline made nothing: ${stderr}`);
  return new Map(answers.map((answer) => [answer.source, answer]));
}

/** @param {Source} source */
async function compareOne(source, answer, { srgb, folder }) {
  const [output] = answer?.outputs ?? [];
  const ours = output ? readFileSync(output.path) : null;
  const options = { format: source.format, edge, srgb, workFolder: folder };
  const reference = await referencePicture(source.path, options);
  const { bytes } = reference;
  const difference = ours && bytes ? await meanDifference(ours, bytes) : null;
  const hasShape = ours && bytes ? await haveOneShape(ours, bytes) : true;
  const remarks = [
    ...(answer?.failure ? [answer.failure.code] : []),
    ...(answer?.notes ?? []).filter((note) => note !== 'larger-than-source'),
    ...(hasShape ? [] : ['another shape']),
    ...reference.unread.map((program) => `${program}: a picture that cannot be read`),
  ];
  return { ...source, ours, reference: bytes, by: reference.by, difference, remarks };
}

/** @param {string} folder */
async function writeSrgb(folder) {
  const dot = { width: 1, height: 1, channels: /** @type {const} */ (3), background: '#fff' };
  const tagged = await sharp({ create: dot }).withIccProfile('srgb').png().toBuffer();
  const { icc } = await sharp(tagged).metadata();
  const path = join(folder, 'srgb.icc');
  writeFileSync(path, icc ?? '');
  return path;
}

const figure = (difference) => (difference === null ? '–' : difference.toFixed(1));

function table(rows) {
  const lines = rows.map(
    ({ format, name, by, difference, remarks }) =>
      `| ${format ?? 'not read'} | ${name} | ${by} | ${figure(difference)} | ${remarks.join(', ')} |`,
  );
  const head = '| format | file | reference | mean difference of 255 | remarks |';
  return [head, '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

function sayMissing() {
  const missing = [...allTools()].filter(([program]) => !onPath(program));
  if (missing.length === 0) return;
  console.log(`Not installed: ${missing.map(([program]) => program).join(', ')}.`);
  console.log(`${installWords([...new Set(missing.map(([, debian]) => debian))])}\n`);
}

function outFolder(named, here) {
  if (named === undefined) return mkdtempSync(join(tmpdir(), 'thumbline-compare-'));
  const folder = resolve(here, named);
  if (!relative(root, folder).startsWith('..')) throw new Error(`${folder} lies in the project.`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});
const here = folderTypedIn() ?? process.cwd();
const usual = ['images', 'found']
  .map((name) => join(root, '..', 'shared', name))
  .filter((path) => existsSync(path));
const wanted = positionals.length > 0 ? positionals.map((path) => resolve(here, path)) : usual;
const out = outFolder(values.out, here);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-compared-'));
try {
  sayMissing();
  const sources = wanted.flatMap((path) => filesIn(path).map((file) => sourceOf(file, path)));
  if (sources.length === 0) throw new Error('Say which pictures: there are none where I look.');
  const answers = makeOurs(sources, folder);
  const srgb = await writeSrgb(folder);
  const rows = [];
  for (const source of sources) {
    rows.push(await compareOne(source, answers.get(source.path), { srgb, folder }));
  }
  const byFormat = Map.groupBy(rows, ({ format }) => format ?? 'not-read');
  const ordered = [...byFormat.values()].flatMap((group) =>
    group.toSorted((one, other) => (other.difference ?? -1) - (one.difference ?? -1)),
  );
  for (const [format, group] of Map.groupBy(ordered, (row) => row.format ?? 'not-read')) {
    const pairs = group.map((row) => ({
      ...row,
      words: [`${row.by}, ${figure(row.difference)}`, ...row.remarks].join(', '),
    }));
    const pages = await drawSheets(pairs);
    for (const [at, page] of pages.entries()) {
      writeFileSync(join(out, `${format}${at === 0 ? '' : `-${at + 1}`}.png`), page);
    }
  }
  writeFileSync(join(out, 'table.md'), `${table(ordered)}\n`);
  console.log(`${table(ordered)}\n\nThe sheets are in ${out}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
