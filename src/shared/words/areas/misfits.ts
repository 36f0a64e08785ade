// Written by `npm run words` from en/misfits.json.
import { area } from '../area.ts';

interface Needs {
  readonly "mustBe": { readonly place: string | number; readonly needs: string | number };
  readonly "itMustBe": { readonly needs: string | number };
  readonly "fromTo": { readonly one: string | number; readonly low: number; readonly high: number };
  readonly "orMore": { readonly one: string | number; readonly low: number };
  readonly "atMost": { readonly one: string | number; readonly high: number };
  readonly "textAtMost": { readonly one: string | number; readonly count: number };
  readonly "listOf": { readonly low: number; readonly high: number };
  readonly "oneOf": { readonly words: string | number };
  readonly "or": { readonly one: string | number; readonly other: string | number };
  readonly "entry": { readonly number: number };
  readonly "of": { readonly one: string | number; readonly whole: string | number };
  readonly "fileName.field": { readonly name: string | number; readonly fields: string | number };
}

export const misfitsWords = area<Needs>()('misfits', {
  "unfit": "it does not fit",
  "mustBe": [["place"]," must be ",["needs"]],
  "itMustBe": ["it must be ",["needs"]],
  "whole": "a whole number",
  "number": "a number",
  "fromTo": [["one"]," from ",["low","number"]," to ",["high","number"]],
  "orMore": [["one"],", ",["low","number"]," or more"],
  "atMost": [["one"],", at most ",["high","number"]],
  "boolean": "true or false",
  "text": "text",
  "textNotEmpty": "text that is not empty",
  "textAtMost": [["one"],", at most ",["count","number"]," letters"],
  "list": "a list",
  "listNotEmpty": "a list that is not empty",
  "listOf": ["a list of ",["low","number"]," to ",["high","number"]],
  "group": "a group of fields in { }",
  "else": "something else",
  "oneOf": ["one of ",["words"]],
  "or": [["one"]," or ",["other"]],
  "entry": ["entry ",["number","number"]],
  "of": [["one"]," of ",["whole"]],
  "must.id": "an id as Thumbline gives them out",
  "must.colour": "a colour such as #ffcc00",
  "must.radius": "a radius such as 12px or 20%",
  "must.folderName": "a folder name without / \\ : * ? \" < > |",
  "must.folder": "the path of a folder",
  "must.line": "one line of at most 100 Latin, Greek or Cyrillic letters, digits and signs",
  "must.picture": "a picture of at most 1 MB in base64",
  "size": "say its size by width, height or both, or by longEdge, or by percent",
  "ownNames": "each output needs a name of its own",
  "desktopSizes": "the desktop takes only normal (128), large (256), x-large (512) and xx-large (1024), as PNG",
  "fileName.field": ["{",["name"],"} is not a field; use ",["fields"]],
  "fileName.leadsOut": "a file name may not lead out of its folder with \".\" or \"..\"",
  "fileName.slashes": "a file name may not begin or end with \"/\", nor hold two of them in a row",
});
