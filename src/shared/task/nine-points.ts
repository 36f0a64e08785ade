/** Corners, edges and centre, as people read them: row by row. */
export const ninePoints = [
  'left top',
  'top',
  'right top',
  'left',
  'centre',
  'right',
  'left bottom',
  'bottom',
  'right bottom',
] as const;
export type NinePoint = (typeof ninePoints)[number];
