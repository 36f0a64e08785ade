import { describe, expect, it } from 'vitest';
import { isOpenToOthers, ServerAddress } from '../../../src/shared/server/server-address.ts';

describe('the address of a server', () => {
  it.each([
    ['http://localhost:5000', 'http://localhost:5000'],
    [' https://thumbs.example.org/team/ ', 'https://thumbs.example.org/team'],
    ['studio:5000', 'http://studio:5000'],
    ['http://[::1]:5000/', 'http://[::1]:5000'],
  ])('may be written as %s', (typed, parsed) => {
    expect(ServerAddress.parse(typed)).toBe(parsed);
  });

  it.each([
    '',
    'ftp://a',
    'file:///etc/passwd',
    'http://',
    'http://me:secret@host',
    'http://host?x=1',
    'http://host#x',
    'http://ho st',
    'javascript:alert(1)',
    'http://host\\@other',
  ])('is never %s', (typed) => {
    expect(ServerAddress.safeParse(typed).success).toBe(false);
  });

  it('is open to others when it is plain HTTP to another computer', () => {
    const open = ['http://studio:5000', 'http://localhost.example.org', 'HTTP://10.0.0.1'];
    const closed = ['https://studio', 'http://localhost:5000', 'http://127.0.0.1', 'http://[::1]'];
    expect(open.map(isOpenToOthers)).toEqual([true, true, true]);
    expect(closed.map(isOpenToOthers)).toEqual([false, false, false, false]);
  });
});
