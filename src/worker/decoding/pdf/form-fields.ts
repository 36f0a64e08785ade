import { drawingFlags, type PageSize, type Pdfium } from './pdfium.ts';

/** The fields of a document's forms, as they were filled in. */
export interface FormFields {
  open(page: number): void;
  draw(bitmap: number, page: number, size: PageSize): void;
  /** Before the page is closed. */
  leave(page: number): void;
  /** Before the document is closed. */
  close(): void;
}

/** Larger than `FPDF_FORMFILLINFO` is: a version, and callbacks that are all left out. Bytes. */
const formInfoBytes = 256;
/** The version whose structure has no callbacks that must be there. */
const formInfoVersion = 2;

/**
 * No script of the document runs: PDFium is built without an engine for them, and none of the document's actions is asked for.
 * Null when there is no memory for it.
 */
export function openFormFields(library: Pdfium, document: number): FormFields | null {
  const { malloc, free } = library.wasmExports;
  const info = malloc(formInfoBytes);
  if (info === 0) return null;
  library.HEAPU8.fill(0, info, info + formInfoBytes);
  library.HEAPU8[info] = formInfoVersion;
  const form = library._FPDFDOC_InitFormFillEnvironment(document, info);
  if (form === 0) {
    free(info);
    return null;
  }
  // The colour behind fields in a viewer, to be found by whoever fills them in.
  library._FPDF_SetFormFieldHighlightAlpha(form, 0);
  return {
    open: (page) => library._FORM_OnAfterLoadPage(page, form),
    draw: (bitmap, page, { width, height }) =>
      library._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, drawingFlags),
    leave: (page) => library._FORM_OnBeforeClosePage(page, form),
    close() {
      library._FPDFDOC_ExitFormFillEnvironment(form);
      free(info);
    },
  };
}
