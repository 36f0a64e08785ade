import { findFormat, hasQuality, isIconFormat } from '../../shared/formats/formats.ts';
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

export function destinationWords(destination: Destination): string {
  if (destination.kind === 'beside' && destination.folderName === '') {
    return 'Thumbnails appear right beside them, in the same folder.';
  }
  if (destination.kind === 'desktop-cache') {
    return 'Thumbnails appear in your file manager; no folder fills up.';
  }
  return destination.kind === 'beside'
    ? `Thumbnails appear in a folder named “${destination.folderName}” beside them.`
    : `Thumbnails appear in the folder “${displayName(destination.path)}”.`;
}

/** The same in a browser. */
export const serviceWords = 'Thumbnails are made by the service, and saved from here.';

export const fitWords: Readonly<Record<Fit, ChoiceWords>> = {
  inside: { label: 'Inside', hint: 'The whole picture, within the box' },
  cover: { label: 'Cover', hint: 'Fills the box, cuts off what is over' },
  contain: { label: 'Contain', hint: 'The whole picture, padded to the box' },
  outside: { label: 'Outside', hint: 'At least as large as the box' },
  fill: { label: 'Stretch', hint: 'Exactly the box, proportions are lost' },
};

/** The name of a format as people write it; a format nobody knows keeps its own. */
export function formatWords(format: string): string {
  return format === 'same' ? 'Same as source' : (findFormat(format)?.name ?? format);
}

/** Where formats are chosen: an icon's name alone says little. */
export function formatChoiceWords(format: OutputFormat): string {
  const name = formatWords(format);
  const explanation = findFormat(format)?.explanation;
  return explanation === undefined ? name : `${name}, ${explanation}`;
}

const lists = new Intl.ListFormat('en');

/** "One square file with 16, 24, and 32 pixels." Nothing for what is no icon. */
export function iconSizesWords(output: OutputRecipe): string | undefined {
  if (!isIconFormat(output.format)) return undefined;
  const box = iconBox(output);
  if (box === null) return 'One square file with every usual size up to this.';
  const edges = iconEdges(output.format, box);
  return `One square file with ${lists.format(edges.map(String))} pixels.`;
}

export const conflictWords: Readonly<Record<ConflictPolicy, string>> = {
  rename: 'Keep both, add a number',
  skip: 'Skip it',
  overwrite: 'Replace the old result',
  'skip-unchanged': 'Skip what has not changed',
};

export const positionWords: Readonly<Record<Position, string>> = {
  centre: 'Centre',
  top: 'Top',
  'right top': 'Top right',
  right: 'Right',
  'right bottom': 'Bottom right',
  bottom: 'Bottom',
  'left bottom': 'Bottom left',
  left: 'Left',
  'left top': 'Top left',
  attention: 'What draws the eye',
  entropy: 'Most detail',
};

interface ChoiceWords {
  readonly label: string;
  readonly hint: string;
}

/** The ways an output may say its size. */
export const sizeKindWords: Readonly<
  Record<'box' | 'width' | 'height' | 'longEdge' | 'percent', ChoiceWords>
> = {
  box: { label: 'Box', hint: 'Width and height; leave one empty for any' },
  width: { label: 'Width', hint: 'As wide as this, any height' },
  height: { label: 'Height', hint: 'As high as this, any width' },
  longEdge: { label: 'Longest', hint: 'The longer edge, whichever it is' },
  percent: { label: 'Percent', hint: 'Of the size of each picture' },
};

export const metadataWords: Readonly<Record<MetadataPolicy, ChoiceWords>> = {
  none: { label: 'None', hint: 'Results tell nothing about the original' },
  copyright: { label: 'Copyright', hint: 'Only who made it and who owns it' },
  all: { label: 'All of it', hint: 'Camera, date and words, but never the place unless asked for' },
};

/** "320 × 320", "320 wide", "200 high", "long edge 640", "50 %". */
export function boxWords(
  output: Pick<OutputRecipe, 'width' | 'height' | 'longEdge' | 'percent'>,
): string {
  const { width, height, longEdge, percent } = output;
  if (longEdge !== null) return `long edge ${longEdge}`;
  if (percent !== null) return `${percent} %`;
  if (width !== null && height !== null) return `${width} × ${height}`;
  return width === null ? `${height} high` : `${width} wide`;
}

/** "WebP 80", "JPEG, looks the same", "Same format". */
export function outputFormatWords(output: OutputRecipe): string {
  const { format, quality, looksSame } = output;
  const name = format === 'same' ? 'Same format' : formatWords(format);
  if (format !== 'same' && !hasQuality(format, output)) return name;
  if (looksSame) return `${name}, looks the same`;
  return quality === null ? name : `${name} ${quality}`;
}

/** The sizes of a desktop's thumbnails. */
export const desktopSizeWords: Readonly<Record<DesktopSize, string>> = {
  normal: 'Normal',
  large: 'Large',
  'x-large': 'Very large',
  'xx-large': 'Largest',
};
