// Written by `npm run words` from en/typing.json.
import { area } from '../area.ts';

interface Needs {
  readonly "seeHelp": { readonly problem: string | number; readonly command: string | number };
  readonly "needs": { readonly option: string | number; readonly other: string | number };
  readonly "needs.extension": { readonly option: string | number; readonly extension: string | number };
  readonly "severalSizes": { readonly recipe: string | number };
  readonly "unfit": { readonly problem: string | number };
  readonly "noFolder": { readonly folder: string | number };
  readonly "isFolder": { readonly path: string | number };
  readonly "preset.unreadable": { readonly path: string | number };
  readonly "preset.none": { readonly name: string | number; readonly known: string | number };
  readonly "preset.several": { readonly name: string | number };
  readonly "recipe.unreadable": { readonly path: string | number };
  readonly "recipe.none": { readonly path: string | number; readonly problem: string | number };
  readonly "names.isFolder": { readonly list: string | number };
  readonly "names.unreadable": { readonly list: string | number };
  readonly "names.too-long": { readonly list: string | number };
  readonly "names.picture": { readonly list: string | number };
  readonly "names.nul-bytes": { readonly list: string | number };
  readonly "value.whole": { readonly low: string | number; readonly high: string | number };
  readonly "value.number": { readonly low: string | number; readonly high: string | number };
  readonly "value.choice": { readonly choices: string | number };
  readonly "value.template": { readonly problem: string | number };
  readonly "option.none": { readonly option: string | number };
  readonly "option.similar": { readonly option: string | number; readonly similar: string | number };
  readonly "option.value": { readonly option: string | number; readonly value: string | number; readonly advice: string | number };
  readonly "option.needsValue": { readonly option: string | number; readonly usage: string | number };
  readonly "option.needed": { readonly option: string | number };
  readonly "argument.missing": { readonly argument: string | number };
  readonly "argument.tooMany": { readonly count: string | number; readonly most: string | number };
  readonly "command.none": { readonly command: string | number };
  readonly "command.similar": { readonly command: string | number; readonly count: number; readonly similar: string | number };
  readonly "command.orFile": { readonly word: string | number; readonly count: number; readonly similar: string | number };
  readonly "command.first": { readonly command: string | number };
}

export const typingWords = area<Needs>()('typing', {
  "seeHelp": [["problem"]," See ",["command"]," --help."],
  "nothingNamed": "Name at least one file or folder.",
  "emptyPath": "A path is empty.",
  "onePlace": "Use only one of --out, --beside and --desktop-cache.",
  "onlyLinux": "Only Linux has a thumbnail cache that other programs may fill.",
  "desktopNames": "The desktop names its thumbnails itself, so nothing can be renamed.",
  "desktopSizes": "The desktop takes only sizes of its own, as PNG: see --preset desktop-cache.",
  "needs": [["option"]," needs ",["other"],"."],
  "needs.contain": "--position needs --fit cover or --fit contain.",
  "needs.extension": [["option"]," needs a file name that ends with ",["extension"],"."],
  "oneRecipe": "Only one preset or recipe can be used at a time.",
  "severalSizes": ["\"",["recipe"],"\" makes several sizes, so --size cannot change it."],
  "noWatermark": "There is no watermark to change. Name one with --watermark or --watermark-text.",
  "unfit": ["These options do not fit together: ",["problem"],"."],
  "noFolder": ["There is no folder ",["folder"],". Make it first."],
  "isFolder": [["path"]," is a folder. Choose another name."],
  "quietOrVerbose": "Use either --quiet or --verbose.",
  "preset.unreadable": [["path"]," cannot be read, so your own presets are not known."],
  "preset.none": ["There is no preset \"",["name"],"\". Use one of ",["known"],"."],
  "preset.several": ["There are several presets \"",["name"],"\". Use an id: see thumbline presets."],
  "recipe.unreadable": ["The recipe ",["path"]," cannot be read. Check that it is there."],
  "recipe.none": [["path"]," is no recipe: ",["problem"],"."],
  "names.type": "Type names, one a line; Ctrl-D ends the list.",
  "names.oneList": "Names can come from one list only: use either - or --files-from.",
  "names.nul": "-0 is about a list: add - or --files-from.",
  "names.isFolder": [["list"]," is a folder. Name it."],
  "names.unreadable": [["list"]," cannot be read. Give a file with one name a line."],
  "names.too-long": [["list"]," is no list of names: it is longer than a list of names can be."],
  "names.picture": [["list"]," is no list of names: it is a picture. To make its thumbnail, send that to standard output: thumbline - --out -."],
  "names.nul-bytes": [["list"]," is no list of names: its names are kept apart by NUL bytes. Add -0."],
  "standardInput": "Standard input",
  "value.whole": ["Use a whole number from ",["low"]," to ",["high"],"."],
  "value.number": ["Use a number from ",["low"]," to ",["high"],"."],
  "value.choice": ["Use one of ",["choices"],"."],
  "value.size": "Use 300x200, 300, 300x or x200, in pixels.",
  "value.bytes": "Use a size such as 50KB or 1.5MB.",
  "value.empty": "It is empty.",
  "value.tooLong": "It is longer than 200 characters.",
  "value.template": [["problem"],"."],
  "value.point": "Use two fractions from the top left, such as 0.3,0.25.",
  "value.colour": "Use #rrggbb or #rrggbbaa.",
  "value.radius": "Type pixels such as 12px, or percent such as 20%.",
  "value.address": "Use an address such as http://studio:5000.",
  "value.markTooLarge": "It is larger than 1 MB.",
  "value.unreadable": "It cannot be read. Check that it is there.",
  "value.noPicture": "It is no picture that Thumbline reads.",
  "value.line": "Use one line of at most 100 Latin, Greek or Cyrillic letters, digits and signs.",
  "option.none": ["There is no option ",["option"],"."],
  "option.similar": ["There is no option ",["option"],". Did you mean ",["similar"],"?"],
  "option.value": [["option"]," cannot be \"",["value"],"\". ",["advice"]],
  "option.needsValue": [["option"]," needs a value: ",["usage"],"."],
  "option.needed": [["option"]," is needed."],
  "argument.missing": ["The ",["argument"]," is missing."],
  "argument.tooMany": ["Of the ",["count"]," words that were typed only ",["most"]," can be used here."],
  "command.none": ["There is no command \"",["command"],"\"."],
  "command.similar": ["There is no command \"",["command"],"\". Did you mean ",["count","plural",{"one":[["similar"]],"other":["one of ",["similar"]]}],"?"],
  "command.orFile": ["There is neither a command nor a file \"",["word"],"\". Did you mean ",["count","plural",{"one":[["similar"]],"other":["one of ",["similar"]]}],"?"],
  "command.first": ["A command comes first: thumbline ",["command"],"."],
  "notUnderstood": "This cannot be understood.",
});
