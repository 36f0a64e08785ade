import { rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { makeFolderSync } from '../../engine/files/index.ts';

/** A start with this shows no window where there is a tray to open it from. */
export const backgroundSwitch = 'background';

/** As the desktop entry specification quotes an argument of `Exec`. */
const quoted = (word: string) =>
  `"${word.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;

/** A file in the folder of what desktops start at login. */
export function autostartEntry(words: readonly string[]): string {
  const line = [...words, `--${backgroundSwitch}`].map(quoted).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Thumbline',
    // A backslash is read once as part of a value and once as part of the command.
    `Exec=${line.replaceAll('\\', String.raw`\\`)}`,
    'Icon=thumbline',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** What starts this copy: an AppImage is mounted elsewhere each time, so its own file is named. */
function startWords(app: Pick<App, 'isPackaged' | 'getAppPath'>): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}

function setOnLinux(app: Pick<App, 'isPackaged' | 'getAppPath'>, isOn: boolean): void {
  const configured = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  const file = join(configured, 'autostart', 'org.thumbline.Thumbline.desktop');
  if (!isOn) {
    rmSync(file, { force: true });
    return;
  }
  makeFolderSync(dirname(file));
  writeFileSync(file, autostartEntry(startWords(app)));
}

type LoginApp = Pick<App, 'isPackaged' | 'getAppPath' | 'setLoginItemSettings'>;

/** Has the system start this copy at login, or no more. Throws where its folder cannot be written. */
export function setStartAtLogin(app: LoginApp, isOn: boolean): void {
  if (process.platform === 'linux') setOnLinux(app, isOn);
  else app.setLoginItemSettings({ openAtLogin: isOn, args: [`--${backgroundSwitch}`] });
}
