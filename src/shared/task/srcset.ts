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

/** The name of a file of any system, as an address says it. */
export function fileNameInUrl(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return encodeURIComponent(name);
}
const byWidth = (a: Output, b: Output) => a.width - b.width;

function srcsetOf(outputs: readonly Output[]): string {
  return outputs
    .toSorted(byWidth)
    .map(({ path, width }) => `${fileNameInUrl(path)} ${width}w`)
    .join(', ');
}

/**
 * HTML that lets a browser choose among the outputs of one picture: a `<picture>` with a source a format and, last, an
 * `<img>` of the format that every browser knows. Names are relative; null when no output is for the web.
 */
export function srcsetSnippet(outputs: readonly Output[]): string | null {
  const groups = bestFirst
    .map((format) => outputs.filter((output) => output.format === format))
    .filter((group) => group.length > 0);
  const last = groups.at(-1);
  const largest = last?.toSorted(byWidth).at(-1);
  if (!last || !largest) return null;
  const { path, width, height } = largest;
  const src = fileNameInUrl(path);
  const size = `width="${width}" height="${height}"`;
  const img = `<img src="${src}" srcset="${srcsetOf(last)}" sizes="100vw" ${size} alt="">`;
  const sources = groups
    .slice(0, -1)
    .map((group) => {
      const type = formats[group[0]?.format ?? 'jpeg'].mediaType;
      return `  <source type="${type}" srcset="${srcsetOf(group)}" sizes="100vw">\n`;
    })
    .join('');
  return sources === '' ? img : `<picture>\n${sources}  ${img}\n</picture>`;
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
