// The picture that another program makes of a file.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { onPath } from '../install-words.js';
import { toolsFor } from './reference-tools.js';

const run = promisify(execFile);
const limits = { timeout: 60_000, maxBuffer: 1e9, encoding: /** @type {const} */ ('buffer') };

/** Debian's own before others of the same name. */
const environment = { ...process.env, PATH: `/usr/bin${delimiter}${process.env.PATH ?? ''}` };

/**
 * Decoded to its end: a program that was stopped by its time limit leaves the beginning of a picture, whose header is whole.
 * @param {Buffer} bytes
 */
async function pixelsOf(bytes) {
  try {
    const { width, height } = await sharp(bytes).metadata();
    await sharp(bytes, { unlimited: true }).resize(1, 1, { kernel: 'nearest' }).raw().toBuffer();
    return width * height;
  } catch {
    return 0;
  }
}

/** A file may come out as many pictures: the largest that can be read counts. @param {readonly Buffer[]} made */
async function largest(made) {
  const sized = await Promise.all(
    made.map(async (bytes) => ({ bytes, pixels: await pixelsOf(bytes) })),
  );
  const best = sized.toSorted((one, other) => other.pixels - one.pixels)[0];
  return best !== undefined && best.pixels > 0 ? best.bytes : null;
}

/**
 * What one tool makes; some say that they failed and have made a good picture all the same, others stop in the middle of one.
 * @param {import('./reference-tools.js').Tool} tool
 * @param {import('./reference-tools.js').Task} task
 */
async function madeBy(tool, task) {
  const folder = join(task.target, '..');
  /** @type {Buffer[]} */
  const printed = [];
  try {
    const { stdout } = await run(tool.program, tool.words(task), { ...limits, env: environment });
    if (tool.printsPicture) printed.push(stdout);
  } catch {
    // Judged by what lies in the folder.
  }
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const made = [...printed, ...files].filter(({ length }) => length > 0);
  return { bytes: await largest(made), madeAny: made.length > 0 };
}

/**
 * Of the first program that is installed and can; without `bytes` when none can. `unread` names the programs whose pictures
 * cannot be read.
 * @param {string} source
 * @param {{ format: string | null, edge: number, srgb: string, workFolder: string, tools?: readonly import('./reference-tools.js').Tool[] }} options
 */
export async function referencePicture(source, options) {
  const { format, edge, srgb, workFolder, tools = toolsFor(format) } = options;
  /** @type {Set<string>} */
  const unread = new Set();
  for (const tool of tools) {
    if (!onPath(tool.program)) continue;
    const folder = mkdtempSync(join(workFolder, 'reference-'));
    const target = join(folder, 'picture.png');
    const { bytes, madeAny } = await madeBy(tool, { source, target, srgb, edge });
    if (bytes) return { by: tool.program, bytes, unread: [...unread] };
    if (madeAny) unread.add(tool.program);
  }
  return { by: 'none can', bytes: null, unread: [...unread] };
}
