import { describe, expect, it } from 'vitest';
import { preferredType, preferredWait } from '../../../src/service/http/preferences.ts';

describe('the header Prefer', () => {
  it.each([
    ['wait=30', 30],
    ['respond-async, wait=10', 10],
    ['WAIT = "5"; foo=bar', 5],
    ['wait=3600', 60],
    ['wait=0', 0],
    ['wait=soon', null],
    ['wait=1.5', null],
    ['wait=-1', null],
    ['await=5', null],
    ['', null],
    [undefined, null],
  ])('%j waits for %j', (prefer, seconds) => {
    expect(preferredWait(prefer)).toBe(seconds);
  });
});

describe('the header Accept', () => {
  const picture = ['image/webp', 'application/zip', 'multipart/mixed', 'application/json'] as const;

  it.each([
    [undefined, 'image/webp'],
    ['', 'image/webp'],
    ['*/*', 'image/webp'],
    ['image/avif,image/webp,*/*;q=0.8', 'image/webp'],
    ['image/*, application/json', 'image/webp'],
    ['application/json, text/plain, */*', 'application/json'],
    ['application/json', 'application/json'],
    ['image/png, application/json', 'application/json'],
    ['image/*;q=0.2, application/json;q=0.5', 'application/json'],
    ['image/webp;q=0, */*', 'application/zip'],
    ['multipart/*', 'multipart/mixed'],
    ['APPLICATION/ZIP; q=1.0', 'application/zip'],
    // Of use all the same.
    ['text/html', 'image/webp'],
    ['*/*;q=x', 'image/webp'],
  ])('%j is answered with %s', (accept, type) => {
    expect(preferredType(accept, picture)).toBe(type);
  });
});
