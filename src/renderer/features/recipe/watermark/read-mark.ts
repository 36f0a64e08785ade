import { notOk, ok, type Result } from '../../../../shared/result.ts';
import { recogniseFormat } from '../../../../shared/formats/recognise-format.ts';
import { largestMarkBytes } from '../../../../shared/task/watermark.ts';

/** Few arguments at a time: a call takes only so many. */
const chunkBytes = 8192;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    text += String.fromCodePoint(...bytes.subarray(at, at + chunkBytes));
  }
  return btoa(text);
}

/** The file of a watermark in base64, or one line that says why it cannot be one. */
export async function readMark(file: File): Promise<Result<string, string>> {
  if (file.size > largestMarkBytes) return notOk('Choose a picture of at most 1 MB.');
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return recogniseFormat(bytes) === null
      ? notOk('Thumbline cannot read that. Choose a picture.')
      : ok(base64Of(bytes));
  } catch {
    return notOk('The file cannot be read. Choose another.');
  }
}
