import { expect, test } from 'vitest';
import { iconLinks } from '../../../src/shared/task/srcset.ts';
import type { Output } from '../../../src/shared/task/task.ts';

function output(name: string, edge: number, format: Output['format']): Output {
  const path = `C:\\site\\${name} (2).${format}`;
  return { name, path, width: edge, height: edge, format, sizeBytes: 1 };
}

test('names each icon of a website with its sizes', () => {
  const links = iconLinks([
    output('favicon', 48, 'ico'),
    output('apple-touch-icon', 180, 'png'),
    output('icon-192', 192, 'png'),
  ]);
  expect(links).toBe(
    `<link rel="icon" href="/favicon%20(2).ico" sizes="16x16 24x24 32x32 48x48">
<link rel="apple-touch-icon" href="/apple-touch-icon%20(2).png">
<link rel="icon" href="/icon-192%20(2).png" type="image/png" sizes="192x192">`,
  );
});

test('other pictures have no such lines', () => {
  expect(iconLinks([output('windows', 256, 'ico'), output('512', 512, 'png')])).toBeNull();
});
