/** The sizes that desktops of freedesktop.org keep of each picture: the folders of their cache. */
export const desktopSizeNames = ['normal', 'large', 'x-large', 'xx-large'] as const;
export type DesktopSize = (typeof desktopSizeNames)[number];

/** The edge of the square that the picture fits in, in pixels. */
export const desktopSizes: Readonly<Record<DesktopSize, number>> = {
  normal: 128,
  large: 256,
  'x-large': 512,
  'xx-large': 1024,
};

/** Whether a recipe fills the desktop's cache. */
export function isForDesktop(recipe: { readonly destination: { readonly kind: string } }): boolean {
  return recipe.destination.kind === 'desktop-cache';
}

/** What an output must say to be a thumbnail of the desktop's own. */
interface Output {
  readonly name: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly fit: string;
  readonly format: string;
  readonly progressive: boolean;
  readonly withoutEnlargement: boolean;
  readonly colourSpace: string;
}

export function desktopOutput(name: DesktopSize) {
  const edge = desktopSizes[name];
  return { name, width: edge, height: edge, fit: 'inside', format: 'png' } as const;
}

const isDesktopSize = (name: string): name is DesktopSize => Object.hasOwn(desktopSizes, name);

/** Named and sized as the standard says: a PNG that is not interlaced and never enlarged. */
export function isDesktopOutput(output: Output): boolean {
  const { name, width, height, fit, format, progressive, withoutEnlargement, colourSpace } = output;
  if (!isDesktopSize(name)) return false;
  const isBox = width === desktopSizes[name] && height === desktopSizes[name];
  return (
    isBox &&
    fit === 'inside' &&
    format === 'png' &&
    !progressive &&
    withoutEnlargement &&
    colourSpace === 'srgb'
  );
}
