import * as electron from 'electron';

export interface Clipboard {
  writeText(text: string): Promise<void>;
  writePng(bytes: Uint8Array): Promise<void>;
}

/** What the clipboard could do before Electron 44 made it asynchronous. */
interface SynchronousClipboard {
  writeImage(image: electron.NativeImage): void;
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
  };
}
