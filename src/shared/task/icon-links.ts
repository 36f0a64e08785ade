import { iconEdges } from './icon.ts';
import { formats } from '../formats/formats.ts';
import { fileNameInUrl } from './srcset.ts';
import type { Output } from './task.ts';

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
