import { expect, test } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { pictureBytes } from '../../support/service.ts';
import { servicePages } from '../../support/service-page.ts';

const { openOwn } = servicePages();

test('no page asks another host for anything, and none may', async () => {
  const redis = await startRedis();
  const { client, page } = await openOwn({ redis: redis.url });
  const asked = new Set<string>();
  const refused: string[] = [];
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('console', (message) => {
    const said = message.text();
    if (/content security policy/i.test(said)) refused.push(said);
  });
  for (const [path, landmark] of [
    ['/', '[data-app-state="ready"]'],
    ['/docs/', '.opblock'],
    ['/queues/', 'main'],
  ] as const) {
    const answer = await page.goto(`${client.url}${path}`);
    await page.locator(landmark).first().waitFor();
    expect([path, answer?.headers()['content-security-policy']]).toEqual([
      path,
      expect.stringMatching(/^default-src '(?:none|self)'/),
    ]);
    await page.waitForLoadState('networkidle');
  }

  // The page of the API has a field for the file, and sends what is chosen there.
  await page.goto(`${client.url}/docs/#/convert/convertPicture`);
  const upload = page.locator('#operations-convert-convertPicture');
  await upload.getByRole('button', { name: 'Try it out' }).click();
  const file = { name: 'picture.jpg', mimeType: 'image/jpeg', buffer: await pictureBytes() };
  await upload.locator('input[type="file"]').setInputFiles(file);
  const answered = page.waitForResponse((one) => new URL(one.url()).pathname === '/convert');
  await upload.getByRole('button', { name: 'Execute' }).click();
  expect((await answered).status()).toBe(202);

  expect([...asked]).toEqual([client.url]);
  expect(refused).toEqual([]);
});
