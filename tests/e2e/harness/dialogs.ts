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

/** What was asked, in JSON. */
export function questionsAsked(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ dialog }) => Reflect.get(dialog, 'asked') as string[]);
}
