import { basename, dirname, join, relative, sep } from 'node:path';
import { safeSegment, splitExtension } from '../../shared/paths/safe-segment.ts';
import {
  expandTemplate,
  foldersBeforeHeader,
  hasFolders,
  takenValues,
} from '../../shared/task/file-name.ts';
import { formats, writableFormats, type WritableFormat } from '../../shared/formats/formats.ts';
import type { Destination, OutputFormat, Recipe } from '../../shared/task/recipe.ts';
import { desktopCacheFolder, thumbnailName } from '../desktop-cache/thumbnail-name.ts';
import type { ManifestPlace } from '../memory/manifests.ts';
import type { PlacementRequest } from './placement.ts';
import { localInstant } from './taken.ts';

/** Where one output should go: segments below a base folder that it may not leave. */
export interface Target {
  readonly base: string;
  readonly folders: readonly string[];
  readonly fileName: string;
  /** The name is not ours to choose: what has it is replaced or left, never joined by a ` (2)`. */
  readonly isFixed?: boolean;
  /** The mode of folders that have to be made. */
  readonly folderMode?: number;
}

/** `same` keeps how the source's name spells the format. */
function extensionFor(format: WritableFormat, asked: OutputFormat, sourceExtension: string) {
  const own = sourceExtension.slice(1);
  const keepsOwn = asked === 'same' && formats[format].extensions.includes(own.toLowerCase());
  return keepsOwn ? own : formats[format].extensions[0];
}

/** By the standard: a folder for each size that only its owner may look into, and a name made of the source's. */
function desktopTargets({ sourcePath, recipe }: UnopenedPicture): Target[] {
  const base = desktopCacheFolder();
  const fileName = thumbnailName(sourcePath);
  return recipe.outputs.map(({ name }) => ({
    base,
    folders: [name],
    fileName,
    isFixed: true,
    folderMode: 0o700,
  }));
}

type Chosen = Exclude<Destination, { readonly kind: 'desktop-cache' }>;

function baseAndFolders(
  { sourcePath, root }: Pick<PlacementRequest, 'sourcePath' | 'root'>,
  destination: Chosen,
): Omit<Target, 'fileName'> {
  const sourceFolder = dirname(sourcePath);
  if (destination.kind === 'beside') {
    const { folderName } = destination;
    return { base: sourceFolder, folders: folderName === '' ? [] : [safeSegment(folderName)] };
  }
  const mirrors = destination.mirrorsTree && root !== null;
  const below = mirrors ? relative(root, sourceFolder) : '';
  const folders = below === '' ? [] : below.split(sep).map(safeSegment);
  return { base: destination.path, folders };
}

/** The folder that everything made of a source goes into, or below. */
export function baseOf(sourcePath: string, { destination }: Pick<Recipe, 'destination'>): string {
  if (destination.kind === 'desktop-cache') return desktopCacheFolder();
  return baseAndFolders({ sourcePath, root: null }, destination).base;
}

/** The folder that holds every output whatever is in the file; null where the header has a say in that. */
export function folderBeforeHeader({
  sourcePath,
  root,
  recipe,
}: Pick<PlacementRequest, 'sourcePath' | 'root' | 'recipe'>): Omit<Target, 'fileName'> | null {
  const { destination, fileName } = recipe;
  if (destination.kind === 'desktop-cache' || hasFolders(fileName)) return null;
  return baseAndFolders({ sourcePath, root }, destination);
}

/** What is known of a picture before anybody has opened it. */
export type UnopenedPicture = Pick<
  PlacementRequest,
  'sourcePath' | 'root' | 'recipe' | 'queuedAt' | 'counter'
>;

/** What a template may name then. */
function valuesOf(
  { sourcePath, recipe, queuedAt, counter }: Omit<UnopenedPicture, 'root'>,
  index: number,
) {
  const [name] = splitExtension(basename(sourcePath));
  return {
    name,
    parent: basename(dirname(sourcePath)),
    preset: recipe.name,
    output: recipe.outputs[index]?.name ?? '',
    date: localInstant(queuedAt).slice(0, 10),
    counter: String(counter).padStart(4, '0'),
    page: String(recipe.page),
  };
}

/** The folders of its results, or as far down to them as its header has no say in. */
export function resultFolders(picture: UnopenedPicture): string[] {
  const { recipe } = picture;
  const { destination, fileName } = recipe;
  if (destination.kind === 'desktop-cache')
    return recipe.outputs.map(({ name }) => join(desktopCacheFolder(), name));
  const { base, folders } = baseAndFolders(picture, destination);
  const inTemplate = foldersBeforeHeader(fileName);
  if (inTemplate === 0) return [join(base, ...folders)];
  const unknown = { ext: '', width: '', height: '', ...takenValues('') };
  const paths = recipe.outputs.map((_, index) => {
    const segments = expandTemplate(fileName, { ...valuesOf(picture, index), ...unknown });
    return join(base, ...folders, ...segments.slice(0, inTemplate));
  });
  return [...new Set(paths)];
}

/** What a header says of each output; null for one that could not be made. */
type Planned = PlacementRequest['planned'];

/** The folders of its results, once its header is known. */
export function plannedFolders(picture: UnopenedPicture, planned: Planned): string[] {
  const targets = targetsOf({ ...picture, planned }).filter((target) => target !== null);
  return [...new Set(targets.map(({ base, folders }) => join(base, ...folders)))];
}

/** The same if its header says what that of another picture did; what a name tells of the format is believed. */
export function guessedFolders(picture: UnopenedPicture, planned: Planned): string[] {
  const { sourcePath, recipe } = picture;
  const extension = splitExtension(basename(sourcePath))[1].slice(1).toLowerCase();
  const own = writableFormats.find((format) => formats[format].extensions.includes(extension));
  const guess: Planned = planned.map((output, at) =>
    output && own !== undefined && recipe.outputs[at]?.format === 'same'
      ? { ...output, format: own }
      : output,
  );
  return plannedFolders(picture, guess);
}

/** Where the results of a source are known again: see `Manifests`. Null for the desktop's own cache, which has its own way to tell. */
export function manifestPlace({
  sourcePath,
  root,
  recipe,
}: Pick<PlacementRequest, 'sourcePath' | 'root' | 'recipe'>): ManifestPlace | null {
  const { destination } = recipe;
  if (destination.kind === 'desktop-cache') return null;
  const { base, folders } = baseAndFolders({ sourcePath, root }, destination);
  const folder = join(base, ...folders);
  const from = destination.kind === 'beside' ? folder : (root ?? dirname(sourcePath));
  return { folder, source: relative(from, sourcePath).replaceAll(sep, '/') };
}

/** Where each output should go, in the order of the recipe, before anything is known about what is there; null for one that could not be made. */
export function targetsOf(
  request: UnopenedPicture & Pick<PlacementRequest, 'planned' | 'taken'>,
): (Target | null)[] {
  const { recipe } = request;
  const { destination } = recipe;
  if (destination.kind === 'desktop-cache') return desktopTargets(request);
  const { base, folders } = baseAndFolders(request, destination);
  const [, sourceExtension] = splitExtension(basename(request.sourcePath));
  return request.planned.map((planned, index) => {
    if (!planned) return null;
    const output = recipe.outputs[index];
    const segments = expandTemplate(recipe.fileName, {
      ...valuesOf(request, index),
      ext: extensionFor(planned.format, output?.format ?? 'same', sourceExtension),
      width: String(planned.width),
      height: String(planned.height),
      ...takenValues(request.taken ?? localInstant(request.queuedAt)),
    });
    return {
      base,
      folders: [...folders, ...segments.slice(0, -1)],
      fileName: segments.at(-1) ?? '_',
    };
  });
}
