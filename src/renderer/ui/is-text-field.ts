/** Inputs that are not typed into. */
const withoutText = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'submit']);

/** Whether keys pressed there edit a text. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !withoutText.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
