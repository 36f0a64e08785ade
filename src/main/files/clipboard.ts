import { readFile } from 'node:fs/promises';
import * as electron from 'electron';
import type { Engine } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import type { Output } from '../../shared/task/task.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

export interface Clipboard {
  writeText(text: string): Promise<void>;
  writePng(bytes: Uint8Array): Promise<void>;
  /** For programs that take formatted text, and plain text for the others. */
  writeHtml(html: string, text: string): Promise<void>;
}

/** What the clipboard could do before Electron 44 made it asynchronous. */
interface SynchronousClipboard {
  writeImage(image: electron.NativeImage): void;
  write(data: { readonly html: string; readonly text: string }): void;
}

function isSynchronous(clipboard: object): clipboard is SynchronousClipboard {
  return 'writeImage' in clipboard;
}

/** The system's clipboard, on Electron before and after 44. */
export function systemClipboard(): Clipboard {
  const { clipboard, nativeImage } = electron;
  return {
    writeText: async (text) => {
      await clipboard.writeText(text);
    },
    writePng: async (bytes) => {
      if (isSynchronous(clipboard)) {
        clipboard.writeImage(nativeImage.createFromBuffer(Buffer.from(bytes)));
        return;
      }
      const picture = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
      await clipboard.write([new electron.ClipboardItem({ 'image/png': picture })]);
    },
    writeHtml: async (html, text) => {
      if (isSynchronous(clipboard)) {
        clipboard.write({ html, text });
        return;
      }
      const blobs = {
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      };
      await clipboard.write([new electron.ClipboardItem(blobs)]);
    },
  };
}

export type PictureCopier = (output: Output) => Promise<Result<void, Problem>>;

/** Clipboards take PNG whatever the file is, so the worker makes one of the same size. */
export function copyPicturesTo(
  clipboard: Clipboard,
  engine: Pick<Engine, 'preview'>,
): PictureCopier {
  return async ({ path, width, height }) => {
    const recipe = Recipe.parse({ outputs: [{ name: 'copy', width, height, format: 'png' }] });
    const picture = await engine.preview('copy', { sourcePath: path, recipe, output: 0 });
    if (!picture.ok) return refuse('not-possible', desktopWords('pictureCannotReadAnyMore'));
    return ok(await clipboard.writePng(await readFile(picture.value.path)));
  };
}
