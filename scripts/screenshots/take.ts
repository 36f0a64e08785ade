// Takes every picture of docs/images from the real app on the sample pictures, in both themes.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp, type RunningApp } from '../../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../../tests/e2e/harness/temp-folder.ts';
import { makeHolidayFolder } from './holiday-folder.ts';
import { scenes } from './scenes.ts';

const root = join(import.meta.dirname, '..', '..');
const target = join(root, 'docs', 'images');
const size = { width: 1240, height: 800 };

async function setSize({ app }: RunningApp, wanted: typeof size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, wanted);
}

const folder = makeTempFolder();
const holiday = join(folder.path, 'Lisbon, spring');
cpSync(join(root, 'samples'), holiday, {
  recursive: true,
  filter: (source) => !source.endsWith('thumbnails') && !source.endsWith('.md'),
});
await makeHolidayFolder(holiday);
mkdirSync(target, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const userData = join(folder.path, `user data ${theme}`);
  const running = await launchApp({ userData });
  await setSize(running, size);
  await running.page.evaluate(
    (wanted) => window.thumbline.changeSettings({ theme: wanted }),
    theme,
  );
  for (const [name, arrange] of Object.entries(scenes)) {
    await arrange(running.page, holiday);
    const path = join(target, `${name}-${theme}.png`);
    await running.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    console.log(`docs/images/${name}-${theme}.png`);
  }
  await running.close();
}
folder.remove();
