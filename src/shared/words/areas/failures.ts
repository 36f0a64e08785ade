// Written by `npm run words` from en/failures.json.
import { area } from '../area.ts';

interface Needs {
  readonly "what.file-unreadable.of": { readonly subject: string | number };
  readonly "what.not-a-file.of": { readonly subject: string | number };
  readonly "what.format-unsupported.of": { readonly subject: string | number };
  readonly "what.decoder-missing.of": { readonly subject: string | number };
  readonly "what.image-truncated.of": { readonly subject: string | number };
  readonly "what.image-too-large.of": { readonly subject: string | number };
  readonly "what.page-missing.of": { readonly subject: string | number };
  readonly "what.timed-out.of": { readonly subject: string | number };
  readonly "what.output-unwritable.of": { readonly subject: string | number };
  readonly "what.larger-than-allowed.of": { readonly subject: string | number };
  readonly "what.internal.of": { readonly subject: string | number };
}

export const failuresWords = area<Needs>()('failures', {
  "what.file-missing": "The file is not there any more.",
  "advice.file-missing": "Put it back, then retry.",
  "what.file-missing.never": "There is no such file.",
  "advice.file-missing.never": "Check its name and its folder.",
  "what.file-missing.link": "This is a link to a file that is not there.",
  "advice.file-missing.link": "Put that file back, or choose another.",
  "what.file-missing.drive": "The drive with this file is gone.",
  "advice.file-missing.drive": "Connect it again, then retry.",
  "what.file-unreadable": "Thumbline may not read this file.",
  "advice.file-unreadable": "Allow reading it, then retry.",
  "what.file-unreadable.of": ["Thumbline cannot read ",["subject"],"."],
  "advice.file-unreadable.of": "Fix that, then add it again.",
  "what.not-a-file": "This is something else, not a file.",
  "advice.not-a-file": "Choose a picture instead.",
  "what.not-a-file.of": ["This is ",["subject"],", not a file."],
  "advice.not-a-file.of": "Choose a picture instead.",
  "what.file-changed": "The file changed while it was being read.",
  "advice.file-changed": "Retry when it is complete.",
  "what.format-unsupported": "Thumbline does not know this kind of file.",
  "advice.format-unsupported": "If it is a picture, save it as JPEG or PNG.",
  "what.format-unsupported.of": ["This is ",["subject"],"; Thumbline cannot read those."],
  "what.decoder-missing": "This is a kind of picture that Thumbline cannot open.",
  "advice.decoder-missing": "Save it as an ordinary JPEG or PNG and try that.",
  "what.decoder-missing.of": ["This is ",["subject"]," that Thumbline cannot open."],
  "what.image-corrupt": "The picture is damaged and cannot be read.",
  "advice.image-corrupt": "Try another copy of it.",
  "what.image-truncated": "The file ends too early.",
  "advice.image-truncated": "Copy it again from where it came from.",
  "what.image-truncated.of": ["The file is ",["subject"],"."],
  "what.image-too-large": "The picture is too large.",
  "advice.image-too-large": "Choose smaller results, or make it smaller in another program first.",
  "what.image-too-large.of": ["The picture is too large (",["subject"],")."],
  "what.password-needed": "It is locked with a password.",
  "advice.password-needed": "Save it without the password and try that.",
  "what.page-missing": "It has no such page.",
  "advice.page-missing": "Choose one of its pages.",
  "what.page-missing.of": ["It has ",["subject"],"."],
  "what.timed-out": "It took too long.",
  "advice.timed-out": "Retry when the computer is less busy.",
  "what.timed-out.of": ["It took longer than ",["subject"],"."],
  "what.timed-out.drive": "Its drive does not answer.",
  "advice.timed-out.drive": "Retry when it does.",
  "what.worker-crashed": "This picture made the decoder crash twice.",
  "advice.worker-crashed": "Save it again in another program, then retry.",
  "what.output-unwritable": "Thumbline cannot write the result.",
  "advice.output-unwritable": "Choose another folder, or allow writing there.",
  "what.output-unwritable.of": ["Thumbline cannot write to ",["subject"],"."],
  "what.disk-full": "The disk is full.",
  "advice.disk-full": "Free some space, then retry.",
  "what.store-unavailable": "The service could not reach the place where it keeps pictures.",
  "advice.store-unavailable": "Retry when that works again.",
  "what.larger-than-allowed": "It does not get that small.",
  "advice.larger-than-allowed": "Allow a larger file, or ask for fewer pixels.",
  "what.larger-than-allowed.of": ["It does not get as small as ",["subject"],"."],
  "what.internal": "Something went wrong inside Thumbline.",
  "advice.internal": "Retry; if it happens again, tell us.",
  "what.internal.of": ["Thumbline could not start ",["subject"],"."],
  "advice.internal.of": "Start Thumbline again; if that does not help, install it again.",
  "what.internal.files": "Too many files are open on this computer.",
  "advice.internal.files": "Close other programs or raise the limit (ulimit -n), then retry.",
  "foreign.save": "Save it as JPEG or PNG and try that.",
  "foreign.print": "Save it as PDF and try that.",
  "foreign.unpack": "Unpack it and add the pictures in it.",
  "foreign.still": "Save a picture from it and add that.",
  "foreign.fetch": "Save the picture itself from it.",
  "foreign.choose": "Choose a picture instead.",
  "skip.output-exists": "The result is already there.",
  "skip.unchanged": "Nothing has changed since it was made.",
  "skip.is-thumbnail": "This is a thumbnail of the desktop itself.",
  "skip.own-result": "This is a result of Thumbline itself.",
  "note.damaged": "Damaged; shown as far as readable.",
  "note.doubtful": "It may not be what the file shows: please have a look.",
  "note.first-frame-only": "It is a moving PNG, of which only the first picture can be read.",
  "note.incomplete": "It links to pictures in other files; those were left out.",
  "note.gain-map-dropped": "It also says how it looks on HDR screens (a gain map); the result is for ordinary screens.",
  "note.larger-than-asked": "It could not be made as small as asked.",
  "note.enlarged": "It is smaller than what was asked for, so it was enlarged.",
  "note.larger-than-source": "It is larger than the original; a lower quality or another format makes it smaller.",
  "note.original-kept": "A new file would have been larger, so the original was kept.",
});
