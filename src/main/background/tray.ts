import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  Tray,
} from 'electron';
import type { CommandHost } from '../../shared/commands/command.ts';
import { commandName } from '../../shared/commands/commands.ts';
import { quickCommands } from '../../shared/commands/quick-commands.ts';
import type { Preset } from '../../shared/task/preset.ts';
import { backgroundWords } from '../../shared/words/areas/background.ts';
import { drawTrayIcon, type TrayState } from './tray-icon.ts';

export interface TrayFacts extends TrayState {
  readonly leftCount: number;
  readonly presets: readonly Preset[];
  /** Null: the recipe was changed by hand. */
  readonly presetId: string | null;
}

export interface TrayActions {
  readonly host: CommandHost;
  readonly show: () => void;
  readonly choose: (preset: Preset) => void;
  readonly quit: () => void;
}

/** What the queue does, in a few words. */
export function trayLine({ fraction, isPaused, leftCount }: TrayFacts): string {
  if (fraction === null) return backgroundWords(isPaused ? 'paused' : 'nothingToDo');
  return backgroundWords(isPaused ? 'pausedWithLeft' : 'left', { count: leftCount });
}

/** State first, then what is wanted most. */
export function trayMenu(
  facts: TrayFacts,
  { host, show, choose, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  const possible = { isPaused: facts.isPaused, hasUnsettled: true, hasSettled: true };
  const ofTray = quickCommands.filter(
    ({ isPossible }) => isPossible?.({ ...possible, hasFailed: true, hasSamples: true }) ?? true,
  );
  return [
    { label: trayLine(facts), enabled: false },
    { type: 'separator' },
    { label: backgroundWords('open'), click: show },
    ...ofTray.map((command) => ({
      label: commandName(command),
      click: () => command.run(host),
    })),
    {
      label: backgroundWords('presets'),
      submenu: facts.presets.map((preset) => ({
        label: preset.recipe.name,
        type: 'radio' as const,
        checked: preset.id === facts.presetId,
        click: () => choose(preset),
      })),
    },
    { type: 'separator' },
    { label: backgroundWords('quit'), click: quit },
  ];
}

export interface ShownTray {
  readonly update: (facts: TrayFacts) => void;
  readonly close: () => void;
}

const iconPx = process.platform === 'darwin' ? 18 : 22;
/** Steps of the ring. */
const steps = 16;
const frames = new Map<string, NativeImage>();

/** Each is drawn once. */
function frameOf(state: TrayState): NativeImage {
  const key = JSON.stringify(state);
  const known = frames.get(key);
  if (known) return known;
  const frame = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const { pixels, size } = drawTrayIcon(iconPx * scaleFactor, state);
    const buffer = nativeImage.createFromBitmap(pixels, { width: size, height: size }).toPNG();
    frame.addRepresentation({ scaleFactor, buffer });
  }
  frames.set(key, frame);
  return frame;
}

/** With nothing to do the icon is the same, paused or not. */
const coarse = ({ fraction, isPaused }: TrayState): TrayState =>
  fraction === null
    ? { fraction, isPaused: false }
    : { fraction: Math.floor(fraction * steps) / steps, isPaused };

/** Shows the icon with its menu until it is closed. What has not changed is not set again. */
export function showTray(facts: TrayFacts, actions: TrayActions): ShownTray {
  let shownIcon = frameOf(coarse(facts));
  let shownMenu = '';
  const tray = new Tray(shownIcon);
  tray.on('click', actions.show);
  function update(next: TrayFacts): void {
    const state = coarse(next);
    const icon = frameOf(state);
    if (icon !== shownIcon) tray.setImage(icon);
    shownIcon = icon;
    tray.setToolTip(backgroundWords('tip', { state: trayLine(next) }));
    // On Linux a menu is replaced as a whole, and closes for it: its line says no more than it has to.
    const { presetId, presets, isPaused, leftCount } = next;
    const menu = JSON.stringify([
      presetId,
      presets.map(({ id, recipe }) => [id, recipe.name]),
      isPaused,
      next.fraction === null,
      Math.ceil(leftCount / 10),
    ]);
    if (menu !== shownMenu) tray.setContextMenu(Menu.buildFromTemplate(trayMenu(next, actions)));
    shownMenu = menu;
  }
  update(facts);
  return { update, close: () => tray.destroy() };
}
