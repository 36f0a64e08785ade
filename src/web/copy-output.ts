import { type Problem, refuse } from '../shared/ipc/answers.ts';
import type { RequestInput } from '../shared/ipc/contract.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { outputsOf } from '../shared/task/outputs-of.ts';
import { webWords } from '../shared/words/areas/web.ts';
import { askService } from './ask-service.ts';

interface FoundOutput {
  /** On this service, without its name. */
  readonly address: string;
  readonly fileName: string;
}

/** Where one output of a task is. */
export async function findOutput({
  taskId,
  output,
}: RequestInput<'output:open'>): Promise<Result<FoundOutput, Problem>> {
  const detail = await askService('task:detail', taskId);
  if (!detail.ok) return detail;
  const made = outputsOf(detail.value.task)[output];
  if (!made) return notOk({ code: 'not-found', message: webWords('pictureGone') });
  const address = `/convert/${taskId}/output/${encodeURIComponent(made.name)}`;
  return ok({ address, fileName: made.path });
}

type WantedOutput = RequestInput<'output:open'>;

interface Copied {
  readonly type: string;
  /** Rejects when there is no such thing of what stands at that address. */
  readonly make: (address: string) => Promise<Blob>;
  /** One line for when the browser does not want to. */
  readonly otherwise: string;
}

async function copyOutput(
  wanted: WantedOutput,
  { type, make, otherwise }: Copied,
): Promise<Result<void, Problem>> {
  // Missing on pages without https, whatever the types say.
  if (!('clipboard' in navigator)) return refuse('not-possible', webWords('copyNeedsHttps'));
  const finding = findOutput(wanted);
  const copied = finding.then((found) =>
    found.ok ? make(found.value.address) : Promise.reject(new Error(found.problem.message)),
  );
  try {
    // Asked for at once: a browser that waits first forgets that somebody clicked.
    await navigator.clipboard.write([new ClipboardItem({ [type]: copied })]);
    return ok(undefined);
  } catch {
    const found = await finding;
    return found.ok ? refuse('not-possible', otherwise) : found;
  }
}

/** Clipboards take PNG whatever the file is. */
async function asPng(address: string): Promise<Blob> {
  const response = await fetch(address);
  const picture = await createImageBitmap(await response.blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

export const copyPicture = (wanted: WantedOutput) =>
  copyOutput(wanted, {
    type: 'image/png',
    make: asPng,
    otherwise: webWords('pictureNotCopied'),
  });

/** The picture's address on this service, for those who may look there. */
export const copyAddress = (wanted: WantedOutput) =>
  copyOutput(wanted, {
    type: 'text/plain',
    make: (address) =>
      Promise.resolve(new Blob([new URL(address, location.href).href], { type: 'text/plain' })),
    otherwise: webWords('addressNotCopied'),
  });
