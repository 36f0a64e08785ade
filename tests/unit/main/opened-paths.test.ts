import { describe, expect, it } from 'vitest';
import { openedPaths } from '../../../src/main/arguments/opened-paths.ts';

const opened = (argv: string[], isPackaged = false) =>
  openedPaths({ argv, cwd: '/home/ann', isPackaged });

describe('the paths a start was asked to open', () => {
  it('are what is left of a checkout’s command line without switches and the app’s folder', () => {
    const argv = ['/electron', '--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '.'];
    expect(opened([...argv, '/pictures/a.jpg'])).toEqual(['/pictures/a.jpg']);
  });

  it('begin right after the program in a package', () => {
    expect(opened(['/opt/thumbline', '/pictures/a.jpg'], true)).toEqual(['/pictures/a.jpg']);
  });

  it('are meant from the folder that was current', () => {
    expect(opened(['/opt/thumbline', 'a.jpg', '../bob/b.jpg'], true)).toEqual([
      '/home/ann/a.jpg',
      '/home/bob/b.jpg',
    ]);
  });

  it('may be file URLs, as desktops pass them', () => {
    const argv = ['/opt/thumbline', 'file:///pictures/summer%20of%20%C3%A9t%C3%A9/a.jpg'];
    expect(opened(argv, true)).toEqual(['/pictures/summer of été/a.jpg']);
  });

  it('may begin with a dash after a double dash', () => {
    expect(opened(['/opt/thumbline', '--', '-a.jpg'], true)).toEqual(['/home/ann/-a.jpg']);
  });

  it('are none when only switches were given', () => {
    expect(opened(['/electron', '.', '--user-data-dir=/tmp/x'])).toEqual([]);
  });
});
