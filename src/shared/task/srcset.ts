import { formats, type IconFormat } from '../formats/formats.ts';
import type { Output } from './task.ts';
import type { Fit, OutputRecipe } from './recipe.ts';

/** The sizes up to `largest`; the smallest one is always there. */
export function iconEdges(format: IconFormat, largest: number): readonly number[] {
  const [smallest, ...others] = formats[format].writes.iconEdges ?? [largest];
  return [smallest, ...others.filter((edge) => edge <= largest)];
}

/** The largest square within what an output asks for; null when that depends on the source. */
export function iconBox({
  width,
  height,
  longEdge,
}: Pick<OutputRecipe, 'width' | 'height' | 'longEdge'>): number | null {
  const asked = [width, height, longEdge].filter((edge) => edge !== null);
  return asked.length === 0 ? null : Math.min(...asked);
}

/** How a picture gets into a square: what neither fills nor stretches is padded. */
export function iconFit(fit: Fit): 'cover' | 'fill' | 'contain' {
  return fit === 'cover' || fit === 'fill' ? fit : 'contain';
}

/** Newest first: a browser takes the first type that it knows. */
const bestFirst: readonly Output['format'][] = ['avif', 'webp', 'jpeg', 'png', 'gif'];

/** A byte that is not UTF-8, which paths keep as U+DC80–U+DCFF, is said as it is. */
function inUrl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `%${(code - 0xdc00).toString(16).toUpperCase()}`;
  return encodeURIComponent(character.toWellFormed());
}

/** The name of a file of any system, as an address says it. */
export function fileNameInUrl(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return Array.from(name, inUrl).join('');
}
const byWidth = (a: Output, b: Output) => a.width - b.width;

/** One picture in several sizes has one shape; each side may be rounded to the pixel. */
function isSameShape(a: Output, b: Output): boolean {
  const slack = (a.width + a.height + b.width + b.height) / 2;
  return Math.abs(a.width * b.height - b.width * a.height) <= slack;
}

/** Outputs of one shape each, in their order: a browser may swap sizes of a picture, and no other crop for it. */
function byShape(outputs: readonly Output[]): Output[][] {
  const shapes: Output[][] = [];
  for (const output of outputs.toSorted((a, b) => b.width - a.width)) {
    const shape = shapes.find(([first]) => first && isSameShape(first, output));
    if (shape) shape.push(output);
    else shapes.push([output]);
  }
  const place = (shape: readonly Output[]) => Math.min(...shape.map((one) => outputs.indexOf(one)));
  return shapes
    .toSorted((a, b) => place(a) - place(b))
    .map((shape) => shape.toSorted((a, b) => outputs.indexOf(a) - outputs.indexOf(b)));
}

/** Of several with one width a browser takes the first. */
function srcsetOf(outputs: readonly Output[]): string {
  return outputs
    .filter(({ width }, at) => outputs.findIndex((other) => other.width === width) === at)
    .toSorted(byWidth)
    .map(({ path, width }) => `${fileNameInUrl(path)} ${width}w`)
    .join(', ');
}

/** HTML for outputs of one shape; null when none is for the web. */
function snippetOf(outputs: readonly Output[]): string | null {
  const groups = bestFirst
    .map((format) => outputs.filter((output) => output.format === format))
    .filter((group) => group.length > 0);
  const last = groups.at(-1);
  const largest = last?.toSorted(byWidth).at(-1);
  if (!last || !largest) return null;
  const { path, width, height } = largest;
  const src = fileNameInUrl(path);
  const size = `width="${width}" height="${height}"`;
  const isAlone = last.length === 1 && groups.length === 1;
  const choice = isAlone ? '' : ` srcset="${srcsetOf(last)}" sizes="100vw"`;
  const img = `<img src="${src}"${choice} ${size} alt="">`;
  const sources = groups
    .slice(0, -1)
    .map((group) => {
      const type = formats[group[0]?.format ?? 'jpeg'].mediaType;
      return `  <source type="${type}" srcset="${srcsetOf(group)}" sizes="100vw">\n`;
    })
    .join('');
  return sources === '' ? img : `<picture>\n${sources}  ${img}\n</picture>`;
}

/**
 * HTML that lets a browser choose among the outputs of one picture: a `<picture>` with a source a format and, last, an
 * `<img>` of the format that every browser knows; one for each shape that was cut. Names are relative; null when no output is for
 * the web.
 */
export function srcsetSnippet(outputs: readonly Output[]): string | null {
  const snippets = byShape(outputs)
    .map(snippetOf)
    .filter((snippet) => snippet !== null);
  return snippets.length === 0 ? null : snippets.join('\n');
}

/** The names by which outputs say that they are the icons of a website. */
export const siteIconNames = { favicon: 'favicon', apple: 'apple-touch-icon' } as const;

const size = (edge: number) => `${edge}x${edge}`;

function linkOf({ name, path, width, format }: Output): string | null {
  const href = `href="/${fileNameInUrl(path)}"`;
  if (format === 'ico')
    return `<link rel="icon" ${href} sizes="${iconEdges('ico', width).map(size).join(' ')}">`;
  if (format !== 'png') return null;
  if (name === siteIconNames.apple) return `<link rel="apple-touch-icon" ${href}>`;
  return `<link rel="icon" ${href} type="${formats.png.mediaType}" sizes="${size(width)}">`;
}

/** HTML for the head of every page of a website that has these files in its root; null when they are not its icons. */
export function iconLinks(outputs: readonly Output[]): string | null {
  const names: ReadonlySet<string> = new Set(Object.values(siteIconNames));
  if (!outputs.some(({ name }) => names.has(name))) return null;
  const links = outputs.map(linkOf).filter((link) => link !== null);
  return links.length === 0 ? null : links.join('\n');
}

/** The lines that a web page needs for what one task made: icons of a site, or pictures with sizes to choose among. */
export const htmlOf = (outputs: readonly Output[]): string | null =>
  iconLinks(outputs) ?? srcsetSnippet(outputs);
