import { extname, join, normalize, sep } from 'node:path';
import { dropWindowOrigin, pageOrigin } from '../security/origin.ts';

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' thumb: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** What the page may load: its own files, and pictures. */
const contentPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** What the build makes of the page for languages that are read from right to left. */
export const mirroredPage = 'index.rtl.html';

/** Of the window, and of the small one for drops. */
const hosts = new Set([pageOrigin, dropWindowOrigin].map((origin) => new URL(origin).host));

/** The file below `folder` that this address of the page means, or null: it never leaves the folder. */
export function pageFile(folder: string, address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !hosts.has(url.host)) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(folder + sep) && extname(file) in types ? file : null;
}

export interface PageFiles {
  /** Of the built page. */
  readonly folder: string;
  /** The file of the language that is spoken; null where it needs none. */
  readonly language: string | null;
  readonly isMirrored: boolean;
}

/** Where the page finds its language. */
const languageAddress = 'thumbline://app/language.json';

/** A file for Chromium to read and send, as `registerFileProtocol` takes it, or its number of an error. */
type PageAnswer =
  | { readonly path: string; readonly headers: Record<string, string> }
  | { readonly error: number };

/** net::ERR_FILE_NOT_FOUND. */
const notFound = -6;

/** Answers with files of the built page, and with its language, under the strict policy. Everything else is not found. */
export function servePage({
  folder,
  language,
  isMirrored,
}: PageFiles): (request: { readonly method: string; readonly url: string }) => PageAnswer {
  const [start, mirrored] = [join(folder, 'index.html'), join(folder, mirroredPage)];
  return ({ method, url }) => {
    const file = url === languageAddress ? language : pageFile(folder, url);
    const asked = isMirrored && file === start ? mirrored : file;
    const path = method === 'GET' ? asked : null;
    if (path === null) return { error: notFound };
    return {
      path,
      headers: {
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        'Content-Security-Policy': contentPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    };
  };
}
