import { expect, test, vi } from 'vitest';
import { appMenu, type MenuActions } from '../../../src/main/menu/app-menu.ts';

test('Help shows the licences of what the app carries', () => {
  const nothing = () => undefined;
  const showLicences = vi.fn<() => void>();
  const actions: MenuActions = {
    chooseFiles: nothing,
    chooseFolder: nothing,
    pause: nothing,
    resume: nothing,
    cancelAll: nothing,
    retryFailed: nothing,
    undoLast: nothing,
    clear: nothing,
    show: nothing,
    showLicences,
  };
  const help = appMenu(actions, { isMac: false, allowsDevTools: false }).at(-1);
  const [licences] = Array.isArray(help?.submenu) ? help.submenu : [];
  expect([help?.role, licences?.label]).toEqual(['help', 'Licences']);
  Reflect.apply(licences?.click ?? nothing, null, []);
  expect(showLicences).toHaveBeenCalledOnce();
});
