import type { ElectronApplication } from '@playwright/test';

/** Chooses an entry of the menu bar, which is the system's and not on the page. */
export async function chooseFromMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const menus = Menu.getApplicationMenu()?.items ?? [];
    const items = menus.flatMap((menu) => menu.submenu?.items ?? []);
    const item = items.find((candidate) => candidate.label === wanted);
    if (!item) throw new Error(`The menu has no “${wanted}”.`);
    item.click();
  }, label);
}
