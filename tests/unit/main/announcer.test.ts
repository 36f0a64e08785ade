import { describe, expect, it } from 'vitest';
import { createAnnouncer } from '../../../src/main/announcing/announcer.ts';

const receipt = { batchId: null, acceptedCount: 0, folderCount: 0, refused: [] };

describe('announcements', () => {
  it('keep what no snapshot holds until the page listens', () => {
    const sent: string[] = [];
    const announcer = createAnnouncer((name) => sent.push(name));
    announcer.announce('files:received', receipt);
    announcer.announce('queue:changed', []);
    expect(sent).toEqual(['queue:changed']);
    announcer.open();
    expect(sent).toEqual(['queue:changed', 'files:received']);
  });

  it('keep it again while the page loads anew', () => {
    const sent: string[] = [];
    const announcer = createAnnouncer((name) => sent.push(name));
    announcer.open();
    announcer.shut();
    announcer.announce('notice:raised', 'Hello');
    expect(sent).toEqual([]);
    announcer.open();
    expect(sent).toEqual(['notice:raised']);
  });
});
