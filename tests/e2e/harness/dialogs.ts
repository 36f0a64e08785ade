import type { ElectronApplication } from '@playwright/test';

/** The system's dialog is not ours to drive: the next ones answer with these paths, none for a closed dialog. */
export async function answerOpenDialog(app: ElectronApplication, paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  }, paths);
}

export async function answerSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Answers questions of the system's with the button of that number, and keeps what was asked. */
export async function answerQuestions(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const asked: string[] = [];
    Object.assign(dialog, { asked });
    dialog.showMessageBox = (...words: unknown[]) => {
      asked.push(JSON.stringify(words.at(-1)));
      return Promise.resolve({ response: chosen, checkboxChecked: false });
    };
  }, response);
}

/** Leaves questions of the system's open until they are answered or taken back, and keeps what was asked. */
export async function holdQuestions(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    const answers: ((response: number) => void)[] = [];
    Object.assign(dialog, { asked, answers });
    dialog.showMessageBox = async (...words: unknown[]) => {
      const options = words.at(-1) as Electron.MessageBoxOptions;
      asked.push(JSON.stringify(options));
      const response = await new Promise<number>((answer) => {
        answers.push(answer);
        options.signal?.addEventListener('abort', () => answer(options.cancelId ?? 0));
      });
      return { response, checkboxChecked: false };
    };
  });
}

/** Answers the question that is open with the button of that number. */
export async function answerHeld(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const answers = Reflect.get(dialog, 'answers') as ((response: number) => void)[];
    answers.at(-1)?.(chosen);
  }, response);
}

/** What was asked, in JSON. */
export function questionsAsked(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ dialog }) => Reflect.get(dialog, 'asked') as string[]);
}
