import { readFileSync, statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { pathFromArgument, toNative } from '../../engine/files/index.ts';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { ninePoints } from '../../shared/task/nine-points.ts';
import { drawableText, largestMarkBytes } from '../../shared/task/watermark.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { RecipeOption } from './recipe-option.ts';
import { decimal, oneOf, type ReadWord, wrapping } from './typed-values.ts';

function bytesAt(path: string): Buffer | null {
  const native = toNative(pathFromArgument(path, process.cwd()));
  try {
    const facts = statSync(native);
    // One more byte than is allowed is enough to say so.
    if (!facts.isFile()) return null;
    if (facts.size > largestMarkBytes)
      throw new InvalidArgumentError(typingWords('value.markTooLarge'));
    return readFileSync(native);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    return null;
  }
}

/** The file itself goes into the recipe. */
function pictureAt(path: string) {
  const bytes = bytesAt(path);
  if (bytes === null) throw new InvalidArgumentError(typingWords('value.unreadable'));
  if (recogniseFormat(bytes) === null) {
    throw new InvalidArgumentError(typingWords('value.noPicture'));
  }
  return { kind: 'picture', data: bytes.toString('base64') };
}

function lineOf(text: string) {
  const line = text.trim().normalize();
  if (line !== '' && line.length <= 100 && drawableText.test(line))
    return { kind: 'text', text: line };
  throw new InvalidArgumentError(typingWords('value.line'));
}

function option(flags: string, help: string, read: ReadWord<object>): RecipeOption {
  const patch = wrapping(read, (watermark) => ({ recipe: { watermark } }));
  return { kind: 'value', flags, help, sets: ['watermark'], read: patch };
}

function part(name: string, read: ReadWord<unknown>): ReadWord<object> {
  return wrapping(read, (value) => ({ [name]: value }));
}

/** What is drawn on every result, and how. */
export const watermarkOptions: readonly RecipeOption[] = [
  option('--watermark <file>', optionsWords('watermark'), pictureAt),
  option('--watermark-text <line>', optionsWords('watermarkText'), lineOf),
  option(
    '--watermark-position <where>',
    ninePoints.join(', '),
    part('position', oneOf(ninePoints)),
  ),
  option(
    '--watermark-size <percent>',
    optionsWords('watermarkSize'),
    part('size', decimal(1, 100)),
  ),
  option(
    '--watermark-opacity <percent>',
    optionsWords('watermarkOpacity'),
    part('opacity', decimal(1, 100)),
  ),
  option(
    '--watermark-margin <percent>',
    optionsWords('watermarkMargin'),
    part('margin', decimal(0, 40)),
  ),
];
