/** Elements that draw what they refer to; a link (`<a>`) only leads there. Tested on what follows a `<`. */
const drawsReference = /^(?:[\w-]+:)?(?:image|use|feImage|include)\s/;
const reference = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Inside the file itself: an element's id, the picture's own bytes, or nothing at all. */
const isInside = /^\s*(?:#|data:|$)/i;

/** Whether the drawing wants pixels from another file or from the network, which it would never get. */
export function namesOtherFiles(text: string): boolean {
  for (const element of text.split('<')) {
    if (!drawsReference.test(element)) continue;
    for (const [, doubly, singly] of element.matchAll(reference)) {
      if (!isInside.test(doubly ?? singly ?? '')) return true;
    }
  }
  return false;
}
