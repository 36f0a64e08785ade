import { Buffer } from 'node:buffer';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBytes } from './paths.ts';

/** Percent-encoded bytes need not be UTF-8, which is why `decodeURIComponent` will not do. */
function decodePercent(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const decoded = bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return fromBytes(Buffer.from(decoded, 'latin1'));
}

/** Null for what names nothing there, such as a path without its drive. */
function windowsPathOf(url: URL): string | null {
  try {
    return fileURLToPath(url, { windows: true });
  } catch {
    return null;
  }
}

function pathOfUrl(argument: string, system: string): string | null {
  const url = URL.parse(argument);
  if (url?.protocol !== 'file:') return null;
  if (system === 'win32') return windowsPathOf(url);
  return url.hostname === '' || url.hostname === 'localhost' ? decodePercent(url.pathname) : null;
}

/**
 * The absolute path that an argument of a command line means: a path, relative to `cwd` if it is,
 * or a `file://` URL, which is what desktops pass. What is no such URL is taken as a path.
 */
export function pathFromArgument(
  argument: string,
  cwd: string,
  system: string = process.platform,
): string {
  return resolve(cwd, pathOfUrl(argument, system) ?? argument);
}
