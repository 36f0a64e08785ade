/** Elements that draw what they refer to; a link (`<a>`) only leads there. Tested on what follows a `<`. */
const drawsReference = /^(?:[\w-]+:)?(?:image|use|feImage|include)\s/;
const reference = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Inside the file itself: an element's id, the picture's own bytes, or nothing at all. */
const isInside = /^\s*(?:#|data:|$)/i;

/** A drawing that asks for nothing but itself, and whether it wanted pixels of another file or of the network. */
export function withoutOutsideLinks(text: string): {
  readonly text: string;
  readonly isIncomplete: boolean;
} {
  let isIncomplete = false;
  const pieces = text.split('<').map((piece) => {
    if (!drawsReference.test(piece)) return piece;
    return piece.replace(reference, (whole, doubly?: string, singly?: string) => {
      if (isInside.test(doubly ?? singly ?? '')) return whole;
      isIncomplete = true;
      return 'href=""';
    });
  });
  return { text: isIncomplete ? pieces.join('<') : text, isIncomplete };
}
