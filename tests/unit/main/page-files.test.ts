import { describe, expect, it } from 'vitest';
import { pageFile, servePage } from '../../../src/main/protocol/page-files.ts';

describe('the files of the page', () => {
  it.each([
    ['thumbline://app/', '/app/index.html'],
    ['thumbline://app/assets/index.js', '/app/assets/index.js'],
    ['thumbline://drops/drop-window.html', '/app/drop-window.html'],
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

  it('come with the strict policy, and nothing else comes', () => {
    const serve = servePage({ folder: '/app', language: '/own/de.json', isMirrored: false });
    const page = serve({ method: 'GET', url: 'thumbline://app/' });
    expect(page).toMatchObject({
      path: '/app/index.html',
      headers: { 'Content-Security-Policy': expect.stringContaining("default-src 'none'") },
    });
    expect(serve({ method: 'GET', url: 'thumbline://app/language.json' })).toMatchObject({
      path: '/own/de.json',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(JSON.stringify(page)).not.toContain('unsafe');
    expect(serve({ method: 'GET', url: 'thumbline://app/main.node' })).toEqual({ error: -6 });
    expect(serve({ method: 'POST', url: 'thumbline://app/' })).toEqual({ error: -6 });
  });

  it('are mirrored from their first frame in languages from right to left', () => {
    const serve = servePage({ folder: '/app', language: '/own/he.json', isMirrored: true });
    for (const url of ['thumbline://app/?language=he', 'thumbline://app/index.html'])
      expect(serve({ method: 'GET', url })).toMatchObject({ path: '/app/index.rtl.html' });
    expect(serve({ method: 'GET', url: 'thumbline://app/assets/a.js' })).toMatchObject({
      path: '/app/assets/a.js',
    });
  });
});
