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
});
