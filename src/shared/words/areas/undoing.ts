// Written by `npm run words` from en/undoing.json.
import { area } from '../area.ts';

interface Needs {
  readonly "trashedCountTrashRestoredCountPutBack": { readonly trashedCount: number; readonly restoredCount: number };
  readonly "trashedCountMovedTrash": { readonly trashedCount: number };
  readonly "stayed": { readonly name: string | number; readonly reason: string | number; readonly more: number };
}

export const undoingWords = area<Needs>()('undoing', {
  "batchBeingUndoneAlready": "A batch is being undone already.",
  "nothingUndo": "There is nothing to undo.",
  "undoBatch": "Undo this batch?",
  "whatMadeGoesTrashOriginalsStayThere": "What it made goes to the trash. Originals it replaced are in the trash already: put them back from there. What was changed since stays.",
  "whatMadeGoesTrashOriginals": "What it made goes to the trash, and originals it replaced are put back. What was changed since stays.",
  "undo": "Undo",
  "undoing": "Undoing…",
  "undoBatch2": "Undo batch",
  "undoLastBatch": "Undo last batch",
  "undoLast": "Undo last",
  "trashedCountTrashRestoredCountPutBack": [["trashedCount","plural",{"one":[["#"]," result"],"other":[["#"]," results"]}]," in the trash, ",["restoredCount","plural",{"one":[["#"]," original"],"other":[["#"]," originals"]}]," put back"],
  "trashedCountMovedTrash": [["trashedCount","plural",{"one":[["#"]," result"],"other":[["#"]," results"]}]," moved to the trash"],
  "nothingUndo2": "There was nothing to undo.",
  "nothingUndone": "Nothing was undone",
  "stayed": [["name"],": ",["reason"],["more","plural",{"=0":"","one":[" And ",["#"]," more file stayed."],"other":[" And ",["#"]," more files stayed."]}]],
  "problem.not-found": "This is not in the history any more, so it cannot be undone.",
  "problem.not-finished": "This is not finished yet. Wait for it or cancel it, then undo it.",
  "problem.undone": "This was undone already.",
  "problem.no-trash": "The system’s trash cannot be reached from here, so nothing was undone.",
  "refused.changed": "It was changed since, so it stays.",
  "refused.gone": "It is not there any more.",
  "refused.drive-silent": "Its drive does not answer. Undo again when it does.",
  "refused.trash-failed": "It could not be moved to the trash.",
  "refused.place-taken": "The original could not be put back: something else has its place, or it left the trash.",
  "refused.original-elsewhere": "The original is in the system’s trash. Put it back from there.",
});
