import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A session's bus in which somebody shows trays, or nobody does: what is asked of it is answered by this in its place. */
export async function desktopWith(
  folder: string,
  hasTray: boolean,
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const answer = `#!/bin/sh\necho "   boolean ${hasTray}"\n`;
  await writeFile(join(folder, 'dbus-send'), answer, { mode: 0o755 });
  return {
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
  };
}
