// Written by `npm run words` from en/languages.json.
import { area } from '../area.ts';

interface Needs {
  readonly "fault.absent": { readonly tag: string | number; readonly path: string | number };
  readonly "fault.closed": { readonly path: string | number };
  readonly "fault.too-large": { readonly path: string | number };
  readonly "fault.no-tag": { readonly path: string | number };
  readonly "fault.no-json": { readonly path: string | number; readonly line: string | number };
  readonly "fault.ends": { readonly path: string | number };
  readonly "fault.misfit": { readonly path: string | number; readonly words: string | number };
  readonly "message.unknown-area": { readonly place: string | number };
  readonly "message.unknown-key": { readonly place: string | number };
  readonly "message.no-text": { readonly place: string | number };
  readonly "message.not-closed": { readonly place: string | number; readonly at: number };
  readonly "message.not-opened": { readonly place: string | number; readonly at: number };
  readonly "message.no-name": { readonly place: string | number; readonly at: number };
  readonly "message.unknown-kind": { readonly place: string | number; readonly at: number };
  readonly "message.no-other": { readonly place: string | number; readonly at: number };
  readonly "message.twice": { readonly place: string | number; readonly at: number };
  readonly "message.too-deep": { readonly place: string | number; readonly at: number };
  readonly "message.names": { readonly place: string | number; readonly names: string | number };
  readonly "faults": { readonly count: number; readonly first: string | number };
  readonly "missing": { readonly missing: number; readonly all: number };
  readonly "about": { readonly file: string | number; readonly words: string | number };
}

export const languagesWords = area<Needs>()('languages', {
  "fault.absent": ["There is no language ",["tag"],": Thumbline speaks English. Its file would be ",["path"],"."],
  "fault.closed": [["path"]," cannot be read, so Thumbline speaks English."],
  "fault.too-large": [["path"]," is larger than a language can be, so Thumbline speaks English."],
  "fault.no-tag": [["path"]," is not named like a language, such as de.json or pt-BR.json, so it is not used."],
  "fault.no-json": [["path"]," is no JSON: something is wrong in line ",["line"],". Thumbline speaks English."],
  "fault.ends": [["path"]," is no JSON: it ends too early. Thumbline speaks English."],
  "fault.misfit": [["path"]," is no language: ",["words"],". Thumbline speaks English."],
  "message.unknown-area": ["There is no part ",["place"],"."],
  "message.unknown-key": ["There is no message ",["place"],"."],
  "message.no-text": [["place"]," is not a text."],
  "message.not-closed": [["place"],": the brace before letter ",["at","number"]," is not closed."],
  "message.not-opened": [["place"],": the brace at letter ",["at","number"]," closes nothing."],
  "message.no-name": [["place"],": at letter ",["at","number"]," a name is missing, as in {count}."],
  "message.unknown-kind": [["place"],": what stands at letter ",["at","number"]," is not known. There are number, plural and select."],
  "message.no-other": [["place"],": what begins at letter ",["at","number"]," has no case \"other\"."],
  "message.twice": [["place"],": the case at letter ",["at","number"]," is there twice."],
  "message.too-deep": [["place"],": too much stands within each other at letter ",["at","number"],"."],
  "message.names": [["place"]," must have the same names in braces as in English; look at ",["names"],"."],
  "faults": [["count","plural",{"one":[["#"]," message cannot"],"other":[["#"]," messages cannot"]}]," be used and ",["count","plural",{"one":"is","other":"are"}]," said in English: ",["first"]],
  "missing": [["missing","plural",{"one":[["#"]," of ",["all","number"]," messages is"],"other":[["#"]," of ",["all","number"]," messages are"]}]," not translated yet and said in English."],
  "about": [["file"],": ",["words"]],
});
