import type { Exif } from './exif-field.ts';

type Range = readonly [first: number, last: number];

/**
 * What EXIF 3.0 and Windows know and what is about the photograph; the rest stays behind: notes of makers, previews, how
 * the old file stored its pixels, what only the camera can read or is in the old file's order of bytes (0x8828, 0x9214,
 * 0xa20c), and whatever is unknown, for nobody can tell what that tells.
 */
const known: Readonly<Record<keyof Exif, readonly Range[]>> = {
  main: [
    [0x010d, 0x0110],
    [0x011a, 0x011b],
    [0x0128, 0x0128],
    [0x0131, 0x0132],
    [0x013b, 0x013c],
    // Stars.
    [0x4746, 0x4746],
    [0x4749, 0x4749],
    [0x8298, 0x8298],
    // Title, remark, author, keywords and subject, as Windows writes them.
    [0x9c9b, 0x9c9f],
  ],
  photo: [
    [0x829a, 0x829d],
    [0x8822, 0x8827],
    [0x882a, 0x882b],
    [0x8830, 0x8835],
    [0x9000, 0x9101],
    [0x9102, 0x920a],
    [0x9286, 0x9292],
    // Temperature, humidity and acceleration; the pressure tells the height.
    [0x9400, 0x9401],
    [0x9404, 0x9404],
    [0xa000, 0xa000],
    [0xa20b, 0xa20b],
    [0xa215, 0xa217],
    [0xa300, 0xa301],
    // The tag after these is the camera's own list of settings.
    [0xa401, 0xa40a],
    [0xa40c, 0xa40c],
    [0xa420, 0xa43c],
    [0xa460, 0xa461],
  ],
  place: [[0x0000, 0x001f]],
};

export function isKnown(directory: keyof Exif, tag: number): boolean {
  return known[directory].some(([first, last]) => tag >= first && tag <= last);
}
