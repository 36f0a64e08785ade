import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile, servePage } from '../../../src/main/protocol/page-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('the files of the page', () => {
  it.each([
    ['thumbline://app/', '/app/index.html'],
    ['thumbline://app/assets/index.js', '/app/assets/index.js'],
    ['thumbline://app/assets/index.js?v=1#x', '/app/assets/index.js'],
  ])('are found for %s', (address, file) => {
    expect(pageFile('/app', address)).toBe(file);
  });

  it.each([
    'thumbline://other/index.html',
    'thumbline://app/..%2F..%2Fetc/passwd.html',
    'thumbline://app/..%2Fapp-secret/index.html',
    'thumbline://app/..%5csecret.html',
    'thumbline://app/a%00.html',
    'thumbline://app/%E0%A4%A.html',
    'thumbline://app/main.node',
    'not an address',
  ])('are never outside their folder: %s', (address) => {
    expect(pageFile('/app', address)).toBeNull();
  });

  it('come with the strict policy, and what is not there with 404', async () => {
    const folder = join(tempFolder(), 'page');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<p>Hello</p>');
    const serve = servePage(folder);
    const page = await serve(new Request('thumbline://app/'));
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(await page.text()).toBe('<p>Hello</p>');
    expect((await serve(new Request('thumbline://app/no.html'))).status).toBe(404);
    expect((await serve(new Request('thumbline://app/', { method: 'POST' }))).status).toBe(404);
  });
});
