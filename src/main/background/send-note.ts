import { type ChildProcess, spawn } from 'node:child_process';

/** What is told beside other programs. A person answers with the note itself (the first answer) or with one of its buttons. */
export interface Note {
  readonly title: string;
  readonly body: string;
  readonly answers: readonly string[];
}

/** Each waits for an answer in a process of its own, as long as the desktop keeps the note. */
const mostOpen = 4;

export interface NoteSender {
  /** The place of the answer; null for none. `unshown` where nobody shows notes with buttons here. */
  send(note: Note): Promise<number | null | 'unshown'>;
  /** The notes stay, and are answered no more. */
  readonly close: () => void;
}

/** Sends notes by libnotify's program: Electron's own have no buttons on Linux. */
export function createNoteSender(): NoteSender {
  const open = new Set<ChildProcess>();
  return {
    send({ title, body, answers }) {
      const [oldest] = open;
      if (oldest && open.size >= mostOpen) {
        oldest.kill();
        open.delete(oldest);
      }
      const actions = answers.map((text, at) => `--action=${at === 0 ? 'default' : at}=${text}`);
      const looks = ['--app-name=Thumbline', '--icon=thumbline'];
      const hint = '--hint=string:desktop-entry:thumbline';
      const child = spawn('notify-send', [...looks, hint, ...actions, '--', title, body], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      open.add(child);
      return new Promise((resolve) => {
        const end = (answer: number | null | 'unshown') => {
          open.delete(child);
          resolve(answer);
        };
        // It is not installed.
        child.once('error', () => end('unshown'));
        // It goes on until the desktop has taken the note away.
        child.stdout.setEncoding('utf8').once('data', (name: string) => {
          end(name.trim() === 'default' ? 0 : Number(name));
        });
        // A program before 0.8 knows no buttons; or nobody on the bus shows notes.
        child.once('close', (code, signal) => end(code && !signal ? 'unshown' : null));
      });
    },
    close() {
      for (const child of open) child.kill();
    },
  };
}
