import type { Page } from '@playwright/test';

/**
 * Texts on the page that cannot be read whole, each as one line of what and why: cut off, run out of the box they stand
 * in, or begun on a new line by a comma. A text may end in an ellipsis where a `title` tells all of it, and what a
 * scroller hides can be scrolled to.
 */
export async function textProblemsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
    /** Rounding of sizes, and the overhang of slanted letters. */
    const slackPx = 1.5;
    const axes = ['x', 'y'] as const;

    const ancestors = (element: Element): Element[] =>
      element.parentElement ? [element, ...ancestors(element.parentElement)] : [element];
    const leaves = (text: Box, box: Box, axis: 'x' | 'y') =>
      axis === 'x'
        ? text.left < box.left - slackPx || text.right > box.right + slackPx
        : text.top < box.top - slackPx || text.bottom > box.bottom + slackPx;
    const isTransparent = (colour: string) => colour === 'rgba(0, 0, 0, 0)';
    const isDrawn = ({ borderTopColor, borderTopWidth, backgroundColor }: CSSStyleDeclaration) =>
      !isTransparent(backgroundColor) ||
      (borderTopWidth !== '0px' && !isTransparent(borderTopColor));

    /** Whether an ellipsis stands for a part of the text: a tenth of a pixel too little is enough for that. */
    function isShortened(range: Range, box: HTMLElement, style: CSSStyleDeclaration): boolean {
      if (style.webkitLineClamp !== 'none') return box.scrollHeight > box.clientHeight + slackPx;
      if (style.textOverflow !== 'ellipsis' || style.overflowX === 'visible') return false;
      // With an ellipsis the range is only as wide as what is left of the text.
      const { textOverflow } = box.style;
      box.style.textOverflow = 'clip';
      const [text, room] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
      box.style.textOverflow = textOverflow;
      return Math.max(text.right - room.right, room.left - text.left) > 0.02;
    }

    /** Why one line of a text cannot be read whole, from its element outwards. */
    function whyUnreadable(line: Box, element: Element): string | null {
      const canReach = { x: false, y: false };
      let isInside = true;
      /** How far what was passed stands out of its place on purpose, by negative margins. */
      const bleed = { left: 0, right: 0 };
      let seen = line;
      for (const box of ancestors(element)) {
        const style = getComputedStyle(box);
        if (style.display === 'inline' || style.display === 'contents') continue;
        for (const axis of axes) {
          const overflow = axis === 'x' ? style.overflowX : style.overflowY;
          if (overflow === 'auto' || overflow === 'scroll') canReach[axis] = true;
          const { left, top, right, bottom } = box.getBoundingClientRect();
          if (canReach[axis] || !leaves(seen, { left, top, right, bottom }, axis)) continue;
          if (overflow !== 'visible') return `is cut off by .${box.className}`;
          const room = { left: left - bleed.left, right: right + bleed.right, top, bottom };
          if (axis === 'x' && isInside && leaves(seen, room, axis))
            return `runs out of .${box.className}`;
        }
        bleed.left += Math.max(0, -Number.parseFloat(style.marginLeft));
        bleed.right += Math.max(0, -Number.parseFloat(style.marginRight));
        // A button is seen as far as it is drawn.
        const isButton = box.matches('button') && isDrawn(style);
        if (isButton || box.matches('[role="radio"]')) seen = box.getBoundingClientRect();
        // What is placed by itself may stand outside of what it belongs to.
        if (style.position === 'absolute' || style.position === 'fixed') isInside = false;
      }
      const sight = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      return axes.some((axis) => !canReach[axis] && leaves(seen, sight, axis))
        ? 'leaves the window'
        : null;
    }

    function beginsWithPunctuation(text: Text): boolean {
      const before = text.previousSibling;
      const at = text.data.search(/\S/);
      if (!(before instanceof Element) || !/[,.;:!?)]/.test(text.data[at] ?? '')) return false;
      const mark = new Range();
      mark.setStart(text, at);
      mark.setEnd(text, at + 1);
      return mark.getBoundingClientRect().top >= before.getBoundingClientRect().bottom - slackPx;
    }

    function problemOf(text: Text, element: Element): string | null {
      const range = new Range();
      range.selectNodeContents(text);
      const block = ancestors(element).find((box) => getComputedStyle(box).display !== 'inline');
      if (block instanceof HTMLElement && isShortened(range, block, getComputedStyle(block))) {
        return element.closest('[title]') ? null : `is shortened by .${block.className}`;
      }
      for (const line of range.getClientRects()) {
        const why = whyUnreadable(line, element);
        if (why) return why;
      }
      return beginsWithPunctuation(text) ? 'begins a line' : null;
    }

    /** Whether what an empty field says of itself is longer than the field. */
    function isPlaceholderCut(field: HTMLInputElement): boolean {
      if (field.value !== '' || field.placeholder === '' || !isSeen(field)) return false;
      const style = getComputedStyle(field);
      const { fontWeight, fontSize, fontFamily, letterSpacing, paddingLeft, paddingRight } = style;
      // The shorthand is empty where figures are tabular.
      const font = `${fontWeight} ${fontSize} ${fontFamily}`;
      const brush = document.createElement('canvas').getContext('2d');
      if (!brush) throw new Error('no canvas');
      Object.assign(brush, { font, letterSpacing });
      const room =
        field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return brush.measureText(field.placeholder).width > room + slackPx;
    }

    function isSeen(element: Element): boolean {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        return false;
      // Clipped to nothing, a text is for screen readers only.
      return ancestors(element).every((box) => getComputedStyle(box).clipPath !== 'inset(50%)');
    }

    const problems = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const element = text.parentElement;
      if (!(text instanceof Text) || !element || text.data.trim() === '' || !isSeen(element))
        continue;
      const problem = problemOf(text, element);
      if (problem) problems.add(`“${text.data.trim()}” ${problem}`);
    }
    for (const field of document.querySelectorAll('input')) {
      if (isPlaceholderCut(field)) problems.add(`“${field.placeholder}” is cut off in its field`);
    }
    return [...problems];
  });
}

/** Shows the page in a font about a tenth wider than those of most systems: what fits in it fits in theirs. */
export async function useWideFont(page: Page): Promise<void> {
  await page.evaluate(() =>
    document.documentElement.style.setProperty('--font', "'DejaVu Sans', Verdana, sans-serif"),
  );
}
