import { findFormat, hasQuality, isIconFormat } from '../../shared/formats/formats.ts';
import type { PreviewPicture } from '../../shared/ipc/answers.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import type { DesktopSize } from '../../shared/task/desktop-thumbnails.ts';
import { iconBox, iconEdges } from '../../shared/task/srcset.ts';
import type { MetadataPolicy } from '../../shared/task/metadata-policy.ts';
import type {
  ConflictPolicy,
  Destination,
  Fit,
  OutputFormat,
  OutputRecipe,
  Position,
} from '../../shared/task/recipe.ts';
import { language } from '../../shared/words/language.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import { formatsWords } from '../../shared/words/areas/formats.ts';
import { recipeWords } from '../../shared/words/areas/recipe.ts';
import { sizeWords } from './numbers.ts';

export function destinationWords(destination: Destination): string {
  if (destination.kind === 'beside' && destination.folderName === '') {
    return recipeWords('thumbnailsAppearRightBesideThem');
  }
  if (destination.kind === 'desktop-cache') {
    return recipeWords('thumbnailsAppearYourFileManager');
  }
  return destination.kind === 'beside'
    ? recipeWords('thumbnailsAppearFolderNamedFolderName', { folderName: destination.folderName })
    : recipeWords('thumbnailsAppearFolderDisplayName', {
        displayName: displayName(destination.path),
      });
}

/** The same in a browser. */
export const serviceWords = recipeWords('thumbnailsMadeServiceSavedFrom');

export const fitWords: Readonly<Record<Fit, ChoiceWords>> = {
  inside: { label: recipeWords('inside'), hint: recipeWords('wholePictureWithinBox') },
  cover: { label: recipeWords('cover'), hint: recipeWords('fillsBoxCutsOffWhat') },
  contain: { label: recipeWords('contain'), hint: recipeWords('wholePicturePaddedBox') },
  outside: { label: recipeWords('outside'), hint: recipeWords('leastLargeBox') },
  fill: { label: recipeWords('stretch'), hint: recipeWords('exactlyBoxProportionsLost') },
};

/** The name of a format as people write it; a format nobody knows keeps its own. */
export function formatWords(format: string): string {
  return format === 'same' ? recipeWords('sameSource') : (findFormat(format)?.name ?? format);
}

/** Where formats are chosen: an icon's name alone says little. */
export function formatChoiceWords(format: OutputFormat): string {
  const name = formatWords(format);
  const explanation = findFormat(format)?.explanation;
  return explanation === undefined ? name : `${name}, ${formatsWords.again(explanation)}`;
}

const lists = new Intl.ListFormat(language().tag);

/** "One square file with 16, 24, and 32 pixels." Nothing for what is no icon. */
export function iconSizesWords(output: OutputRecipe): string | undefined {
  if (!isIconFormat(output.format)) return undefined;
  const box = iconBox(output);
  if (box === null) return recipeWords('oneSquareFileEveryUsual');
  const edges = iconEdges(output.format, box);
  return recipeWords('oneSquareFileFormatPixels', { format: lists.format(edges.map(String)) });
}

export const conflictWords: Readonly<Record<ConflictPolicy, string>> = {
  rename: recipeWords('keepBothAddNumber'),
  skip: recipeWords('skipIt'),
  overwrite: recipeWords('replaceOldResult'),
  'skip-unchanged': recipeWords('skipWhatNotChanged'),
};

export const positionWords: Readonly<Record<Position, string>> = {
  centre: recipeWords('centre'),
  top: recipeWords('top'),
  'right top': recipeWords('topRight'),
  right: recipeWords('right'),
  'right bottom': recipeWords('bottomRight'),
  bottom: recipeWords('bottom'),
  'left bottom': recipeWords('bottomLeft'),
  left: recipeWords('left'),
  'left top': recipeWords('topLeft'),
  attention: recipeWords('whatDrawsEye'),
  entropy: recipeWords('mostDetail'),
};

interface ChoiceWords {
  readonly label: string;
  readonly hint: string;
}

/** The ways an output may say its size. */
export const sizeKindWords: Readonly<
  Record<'box' | 'width' | 'height' | 'longEdge' | 'percent', ChoiceWords>
> = {
  box: { label: recipeWords('box'), hint: recipeWords('widthHeightLeaveOneEmpty') },
  width: { label: recipeWords('width'), hint: recipeWords('wideAnyHeight') },
  height: { label: recipeWords('height'), hint: recipeWords('highAnyWidth') },
  longEdge: { label: recipeWords('longest'), hint: recipeWords('longerEdgeWhichever') },
  percent: { label: recipeWords('percent'), hint: recipeWords('sizeEachPicture') },
};

export const metadataWords: Readonly<Record<MetadataPolicy, ChoiceWords>> = {
  none: { label: recipeWords('none'), hint: recipeWords('resultsTellNothingAboutOriginal') },
  copyright: { label: recipeWords('copyright'), hint: recipeWords('onlyWhoMadeWhoOwns') },
  all: { label: recipeWords('allOfIt'), hint: recipeWords('cameraDateWordsButNever') },
};

/** "900 × 600 → 100 × 67 · 1.3 KB": a picture and what a recipe would make of it. */
export function previewWords(picture: PreviewPicture): string {
  const { sourceWidth, sourceHeight, sizeBytes } = picture;
  const source = sizeWords({ width: sourceWidth, height: sourceHeight });
  return recipeWords('pictureBecomes', {
    source,
    result: sizeWords(picture),
    size: bytesWords(sizeBytes),
  });
}

/** "320 × 320", "320 wide", "200 high", "long edge 640", "50 %". */
export function boxWords(
  output: Pick<OutputRecipe, 'width' | 'height' | 'longEdge' | 'percent'>,
): string {
  const { width, height, longEdge, percent } = output;
  if (longEdge !== null) return recipeWords('longEdgeLongEdge', { longEdge });
  if (percent !== null) return `${percent} %`;
  if (width !== null && height !== null) return sizeWords({ width, height });
  return width === null
    ? recipeWords('heightHigh', { height: String(height) })
    : recipeWords('widthWide', { width });
}

/** "WebP 80", "JPEG, looks the same", "Same format". */
export function outputFormatWords(output: OutputRecipe): string {
  const { format, quality, looksSame } = output;
  const name = format === 'same' ? recipeWords('sameFormat') : formatWords(format);
  if (format !== 'same' && !hasQuality(format, output)) return name;
  if (looksSame) return recipeWords('nameLooksSame', { name });
  return quality === null ? name : `${name} ${quality}`;
}

const boxSlotWords: Readonly<Record<Fit, (box: string) => string>> = {
  inside: (box) => recipeWords('slot.inside', { box }),
  cover: (box) => recipeWords('slot.cover', { box }),
  contain: (box) => recipeWords('slot.contain', { box }),
  outside: (box) => recipeWords('slot.outside', { box }),
  fill: (box) => recipeWords('slot.fill', { box }),
};

/** In the sentence of an output: "within 320 × 320", "320 wide". */
export function sizeSlotWords(output: OutputRecipe): string {
  const { width, height, fit } = output;
  const box = boxWords(output);
  return width !== null && height !== null ? boxSlotWords[fit](box) : box;
}

/** In the sentence of an output: "WebP 80", "the same format". */
export const formatSlotWords = (output: OutputRecipe): string =>
  output.format === 'same' ? recipeWords('slot.same') : outputFormatWords(output);

/** In the sentence of the results: "in “thumbnails” beside each picture". */
export function placeSlotWords(destination: Destination): string {
  if (destination.kind === 'desktop-cache') return recipeWords('slot.cache');
  if (destination.kind === 'folder')
    return recipeWords('slot.folder', { folder: displayName(destination.path) });
  const folder = destination.folderName.trim();
  return folder === '' ? recipeWords('slot.beside') : recipeWords('slot.besideIn', { folder });
}

/** The sizes of a desktop's thumbnails. */
export const desktopSizeWords: Readonly<Record<DesktopSize, string>> = {
  normal: recipeWords('normal'),
  large: recipeWords('large'),
  'x-large': recipeWords('veryLarge'),
  'xx-large': recipeWords('largest'),
};
