import { notOk, ok } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { alphaIsAlways, rasterOf, rasterOfRgba } from '../raster.ts';
import { type Blending, blendTile, type Canvas } from './blend-tile.ts';
import {
  eightBits,
  modes,
  mostLayers,
  packings,
  readXcfDocument,
  spaces,
  type XcfDocument,
  type XcfLayer,
} from './xcf-document.ts';
import { openTiles, tilesOn } from './xcf-tiles.ts';

const samplesOfKind = [3, 4, 1, 2, 1, 2];
const unreadPacking = failure('decoder-missing', 'a GIMP picture that is packed in an unusual way');
const unreadDepth = failure('decoder-missing', 'a GIMP picture with other than 8 bits a colour');
const unreadCount = failure(
  'decoder-missing',
  `a GIMP picture with more than ${countWords(mostLayers)} layers`,
);
const unreadMode = failure('decoder-missing', 'a GIMP picture whose layers are mixed');

/** The layer that is a group and holds this one directly, and those around it. */
function groupsOf(layer: XcfLayer, layers: readonly XcfLayer[]): readonly XcfLayer[] {
  const holds = ({ isGroup, path }: XcfLayer) =>
    isGroup && path.length < layer.path.length && path.every((one, at) => one === layer.path[at]);
  return layer.path.length > 1 ? layers.filter(holds) : [];
}

interface Shown {
  readonly layer: XcfLayer;
  readonly groups: readonly XcfLayer[];
  readonly opacity: number;
}

/** Whether it is blended in linear light. */
const isLinear = ({ space, mode }: XcfLayer): boolean =>
  space === spaces.automatic ? mode === modes.normal : space === spaces.linear;

/** What is to be seen, lowest first. A group is the layers in it. */
function shownLayers({ layers }: XcfDocument): readonly Shown[] {
  const shown = layers.flatMap((layer) => {
    const groups = groupsOf(layer, layers);
    const isVisible = layer.isVisible && groups.every((group) => group.isVisible);
    if (layer.isGroup || !isVisible) return [];
    const opacity = groups.reduce(
      (whole, group) => (whole * group.opacity) / 255,
      layer.opacity / 255,
    );
    return opacity === 0 ? [] : [{ layer, groups, opacity }];
  });
  return shown.toReversed();
}

const known = new Set<number>([modes.oldNormal, modes.normal]);
const isPlain = ({ isClipped, space }: XcfLayer) => !isClipped && space <= spaces.perceptual;

/** Whether what is shown of a group is more than its layers by themselves. */
function isGroupMixed(group: XcfLayer, shown: readonly Shown[]): boolean {
  const inside = shown.filter(({ groups }) => groups.includes(group));
  // One layer fades as its group does; of two, the lower would show through.
  const fadesSeveral = group.opacity < 255 && inside.length > 1;
  if (!isPlain(group) || group.maskAt !== null || fadesSeveral) return true;
  if (group.mode === modes.passThrough) return false;
  return !known.has(group.mode) || inside.some(({ layer }) => isLinear(layer) !== isLinear(group));
}

/** Layers that only lie over each other come out as in GIMP; what mixes their colours is not known here. */
function documentProblem(document: XcfDocument, shown: readonly Shown[]): Failure | null {
  const packed = new Set<number>([packings.none, packings.runs, packings.zlib]);
  if (document.precision !== eightBits) return unreadDepth;
  if (!packed.has(document.packing)) return unreadPacking;
  const groups = new Set(shown.flatMap((one) => one.groups));
  const isMixed =
    [...groups].some((group) => isGroupMixed(group, shown)) ||
    shown.some(({ layer }) => !known.has(layer.mode) || !isPlain(layer));
  return isMixed ? unreadMode : null;
}

interface Drawing {
  readonly canvas: Canvas;
  readonly bytes: Uint8Array;
  readonly document: XcfDocument;
}

/** False where its pixels are missing or damaged. */
function drawLayer({ canvas, bytes, document }: Drawing, how: Blending): boolean {
  const { layer } = how;
  const { packing, hasWidePointers } = document;
  const common = { bytes, width: layer.width, height: layer.height, packing, hasWidePointers };
  const stride = samplesOfKind[layer.kind] ?? 0;
  const tiles = openTiles({ ...common, at: layer.hierarchyAt, stride });
  const masks = layer.maskAt === null ? null : openMask(bytes, layer.maskAt, common);
  if (!tiles || masks === undefined) return false;
  for (const { column, row } of tilesOn(canvas, layer)) {
    const tile = tiles(column, row);
    const mask = masks && masks(column, row);
    if (!tile || (masks && !mask)) return false;
    blendTile(canvas, { tile, mask }, how);
  }
  return true;
}

/** A mask is a channel: sizes, a name and properties stand before its pixels. Undefined where it is damaged. */
function openMask(
  bytes: Uint8Array,
  at: number,
  common: Omit<Parameters<typeof openTiles>[0], 'at' | 'stride'>,
) {
  const reader = new ByteReader(bytes, 'big').at(at + 8);
  reader.skip(reader.u32());
  for (let kind = reader.u32(); !reader.isExhausted && kind !== 0; kind = reader.u32())
    reader.skip(reader.u32());
  reader.skip(4);
  const hierarchyAt = common.hasWidePointers ? reader.u64() : reader.u32();
  return openTiles({ ...common, at: hierarchyAt, stride: 1 }) ?? undefined;
}

/** A GIMP picture of 8 bits whose layers lie over each other, with their opacity, masks and groups. */
export const decodeXcf: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'big');
  const document = readXcfDocument(reader);
  if (reader.isExhausted) return notOk(failure('image-truncated'));
  const { width, height, palette, icc, layers } = document;
  if (layers.length > mostLayers) return notOk(unreadCount);
  const shown = shownLayers(document);
  const problem = sizeProblem(width, height, maxPixels) ?? documentProblem(document, shown);
  if (problem) return notOk(problem);
  const canvas = { width, height, data: new Uint8Array(width * height * 4) };
  for (const { layer, opacity } of shown) {
    if (
      !drawLayer(
        { canvas, bytes, document },
        { layer, opacity, isLinear: isLinear(layer), palette },
      )
    )
      return notOk(failure('image-truncated'));
  }
  const { data } = canvas;
  // GIMP knows opacity: where nothing is shown, nothing is what is meant.
  const isEmpty = alphaIsAlways(0, data);
  return ok(
    isEmpty
      ? rasterOf({ width, height, colours: 'rgb', hasAlpha: true, data, icc })
      : rasterOfRgba({ width, height, rgba: data, icc }),
  );
};
