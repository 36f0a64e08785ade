/** The step of the charts that is looked at. */
export interface Look {
  readonly at: number | null;
  readonly onLook: (at: number | null) => void;
}
