import { expect, it } from 'vitest';
import { refuseForDesktop } from '../../../../src/engine/desktop-cache/refuse-for-desktop.ts';
import { failureLine } from '../../../../src/shared/task/failure-words.ts';
import { defaultPreset, desktopPreset } from '../../../../src/shared/task/preset.ts';

const request = { sourcePath: '/photos/a.jpg', recipe: desktopPreset.recipe };

it('says in one line that other systems have no such cache', async () => {
  const refused = await refuseForDesktop(request, 'darwin');
  expect(refused?.kind === 'fail' && failureLine(refused.failure)).toBe(
    'Thumbline cannot write to the desktop’s thumbnail cache, which only Linux has. ' +
      'Choose another folder, or allow writing there.',
  );
});

it('lets through what goes elsewhere, on every system', async () => {
  const elsewhere = { ...request, recipe: defaultPreset.recipe };
  expect(await refuseForDesktop(elsewhere, 'win32')).toBe(null);
  expect(await refuseForDesktop(request, 'linux')).toBe(null);
});
