import { buffer } from 'node:stream/consumers';
import { openToRead } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import { once } from '../../shared/once.ts';
import { formats, isIconFormat } from '../../shared/formats/formats.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Placeholder } from '../../shared/task/placeholder.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import { htmlOfResults, markdownOfResults } from '../../shared/task/result-texts.ts';
import type { CopyForm } from '../../shared/task/results-out.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import type { Clipboard, PictureCopier } from '../files/clipboard.ts';
import type { HandlersFor } from './answer-request.ts';
import {
  findResults,
  fingerprintOf,
  type FoundResult,
  type FoundResults,
  namesProblem,
} from './find-results.ts';

/** Longer addresses choke the editors that people paste them into. */
const mostAddressBytes = 2_000_000;
/** Of files whose copies are held by main and by every program that pastes them. */
const mostPictureBytes = 20_000_000;

type Copied = Promise<Result<void, Problem>>;

/** The bytes of a file that is still the one that was found; else null. */
async function readFound({ output, sizeBytes, fingerprint }: FoundResult): Promise<Buffer | null> {
  try {
    const file = await openToRead(output.path);
    const stream = file.stream();
    if (!file.facts.isFile() || fingerprintOf(file.facts) !== fingerprint) {
      stream.destroy();
      return null;
    }
    const bytes = await buffer(stream);
    return bytes.length === sizeBytes ? bytes : null;
  } catch {
    return null;
  }
}

/** Null when it is not there any more as it was found. */
export async function addressOf(result: FoundResult): Promise<string | null> {
  const bytes = await readFound(result);
  const { mediaType } = formats[result.output.format];
  return bytes && `data:${mediaType};base64,${bytes.toString('base64')}`;
}

/** Refuses what has more bytes than that together, before anything is read. */
async function withAddresses(
  results: readonly FoundResult[],
  most: number,
  write: (addresses: readonly string[]) => Promise<void>,
): Copied {
  const sizeBytes = results.reduce((sum, result) => sum + result.sizeBytes, 0);
  if (sizeBytes > most) {
    const limits = { size: bytesWords(sizeBytes), most: bytesWords(most) };
    return refuse('not-possible', desktopWords('copy.tooLarge', limits));
  }
  const addresses: string[] = [];
  for (const result of results) {
    const address = await addressOf(result);
    if (address === null) return refuse('not-found', desktopWords('resultsGone', { count: 1 }));
    addresses.push(address);
  }
  return ok(await write(addresses));
}

/** Of each task the file that comes first. */
function firstOfEach(results: readonly FoundResult[]): readonly FoundResult[] {
  const seen = new Set<string>();
  return results.filter(({ task: { id } }) => !seen.has(id) && seen.add(id));
}

export interface CopyDependencies {
  readonly engine: Pick<Engine, 'find' | 'preview'>;
  readonly clipboard: Clipboard;
  readonly copyPicture: PictureCopier;
}

/** More are asked for by a recipe, which has them made with the results. */
const mostPlaceholders = 500;

/** Small enough to be made at once; nothing but its placeholder is looked at. */
const placeholderRecipe = once(() =>
  Recipe.parse({
    outputs: [{ width: 64, height: 64, format: 'png', effort: 0 }],
    placeholders: true,
  }),
);

const hasPlaceholder = ({ output }: FoundResult) => !isIconFormat(output.format);

/** What stands for each file, by a worker where its recipe did not ask for that; icons have none. */
async function placeholdersOf(
  engine: CopyDependencies['engine'],
  results: readonly FoundResult[],
): Promise<Result<readonly Placeholder[], Problem>> {
  const wanted = results.filter(hasPlaceholder);
  if (wanted.length > mostPlaceholders || wanted.length === 0)
    return refuse('not-possible', desktopWords('copy.placeholders', { most: mostPlaceholders }));
  const placeholders: Placeholder[] = [];
  for (const { output } of wanted) {
    const request = { sourcePath: output.path, recipe: placeholderRecipe(), output: 0 };
    const made = output.placeholder ?? (await engine.preview('placeholder', request));
    const placeholder = 'ok' in made ? made.ok && made.value.placeholder : made;
    if (!placeholder) return refuse('not-found', desktopWords('resultsGone', { count: 1 }));
    placeholders.push(placeholder);
  }
  return ok(placeholders);
}

/** Copies results in the form that other programs take. */
export function copyRequests({
  engine,
  clipboard,
  copyPicture,
}: CopyDependencies): HandlersFor<'results:copy'> {
  const writeText = async (text: string) => ok(await clipboard.writeText(text));

  /** A clipboard holds one picture; several go into a document, which takes them as what a web page shows. */
  const copyPictures = (results: FoundResults['results']): Copied => {
    const [first, ...others] = firstOfEach(results);
    if (others.length === 0) return copyPicture((first ?? results[0]).output);
    const shown = [...(first ? [first] : []), ...others];
    return withAddresses(shown, mostPictureBytes, (addresses) =>
      clipboard.writeHtml(
        addresses.map((address) => `<p><img src="${address}"></p>`).join('\n'),
        shown.map(({ output }) => output.path).join('\n'),
      ),
    );
  };

  const copyAs: Readonly<Record<CopyForm, (results: FoundResults['results']) => Copied>> = {
    pictures: copyPictures,
    paths: async (results) =>
      namesProblem(results) ?? writeText(results.map(({ output }) => output.path).join('\n')),
    markdown: (results) => writeText(markdownOfResults(results)),
    html: async (results) => {
      const html = htmlOfResults(results);
      return html === null
        ? refuse('not-possible', desktopWords('copy.notForPages'))
        : writeText(html);
    },
    'data-addresses': (results) =>
      withAddresses(results, mostAddressBytes, (addresses) =>
        clipboard.writeText(addresses.join('\n')),
      ),
    'thumb-hashes': (results) => copyPlaceholders('thumbHash')(results),
    colours: (results) => copyPlaceholders('averageColour')(results),
  };

  const copyPlaceholders =
    (part: keyof Placeholder) =>
    async (results: FoundResults['results']): Copied => {
      const placeholders = await placeholdersOf(engine, results);
      return placeholders.ok
        ? writeText(placeholders.value.map((one) => one[part]).join('\n'))
        : placeholders;
    };

  /** Of which files a form has something, where not of all. */
  const counted: Partial<Record<CopyForm, typeof firstOfEach>> = {
    pictures: firstOfEach,
    'thumb-hashes': (results) => results.filter(hasPlaceholder),
    colours: (results) => results.filter(hasPlaceholder),
  };

  return {
    'results:copy': async ({ of, form }) => {
      const found = await findResults(engine, of);
      if (!found.ok) return found;
      const { results, goneCount } = found.value;
      const copied = await copyAs[form](results);
      const count = counted[form]?.(results).length ?? results.length;
      return copied.ok ? ok({ count, goneCount }) : copied;
    },
  };
}
