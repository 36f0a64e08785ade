/**
 * A picture that the recipe would make now, fetched from `url` (`thumb://…`, valid until the next preview).
 * Sizes in pixels; `sizeBytes` is the real size of the file that would be written.
 */
export interface PreviewPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly fileName: string;
}
