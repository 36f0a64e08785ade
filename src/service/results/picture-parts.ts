import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { formats } from '../../shared/formats/formats.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { outputKey } from '../store/keys.ts';
import { type Store, StoreUnavailableError } from '../store/store.ts';
import { resultName } from './zip-results.ts';

export interface PictureParts {
  /** With its boundary. */
  readonly type: string;
  readonly stream: Readable;
}

/** Parts of a form are what `formData()` of browsers and Node takes apart. */
export type PartsType = 'multipart/form-data' | 'multipart/mixed';

/** As browsers write it. */
function quoted(name: string): string {
  const plain = name.toWellFormed();
  return `"${plain.replaceAll(/["\r\n]/g, (mark) => encodeURIComponent(mark))}"`;
}

function headOf(task: Task, output: Output, kind: string): string[] {
  const name = quoted(output.name);
  const fileName = quoted(resultName(task, output));
  return [
    `Content-Disposition: ${kind}; name=${name}; filename=${fileName}`,
    `Content-Type: ${formats[output.format].mediaType ?? 'application/octet-stream'}`,
  ];
}

/**
 * Every picture of a task as a part of one body, straight from the store. The stream fails when one of them is not there
 * any more, so that nobody takes some for all.
 */
export function pictureParts(store: Store, task: Task, type: PartsType): PictureParts {
  const boundary = `thumbline-${randomBytes(16).toString('hex')}`;
  const kind = type === 'multipart/form-data' ? 'form-data' : 'attachment';

  async function* parts(): AsyncGenerator<Buffer> {
    for (const output of outputsOf(task)) {
      const opened = await store.open(outputKey(task.id, output));
      if (!opened) throw new StoreUnavailableError('a result is not in the store any more');
      const head = [`--${boundary}`, ...headOf(task, output, kind), '', ''];
      yield Buffer.from(head.join('\r\n'));
      yield* opened.stream as AsyncIterable<Buffer>;
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }

  const stream = Readable.from(parts(), { objectMode: false });
  return { type: `${type}; boundary=${boundary}`, stream };
}
