import type { Message } from './message.ts';

/** What a value is used for: said as it is, chosen by, or counted. `mixed` is a fault: one name for several of these. */
type SlotKind = 'text' | 'number' | 'plural' | 'select' | 'mixed';
type Slots = ReadonlyMap<string, SlotKind>;

/** The names of a message's values with what each is for. */
export function slotsOf(message: Message): Slots {
  const slots = new Map<string, SlotKind>();
  if (typeof message === 'string') return slots;
  const note = (name: string, kind: SlotKind) => {
    slots.set(name, (slots.get(name) ?? kind) === kind ? kind : 'mixed');
  };
  for (const part of message) {
    if (typeof part === 'string' || part[0] === '#') continue;
    const [name, kind = 'text', cases = {}] = part;
    note(name, kind);
    for (const inner of Object.values(cases)) {
      for (const [innerName, innerKind] of slotsOf(inner)) note(innerName, innerKind);
    }
  }
  return slots;
}

const isCounted = (kind: SlotKind) => kind === 'number' || kind === 'plural';

/** Names that stand in one of them only, or are a number in one and a word in the other: such messages do not say the same. */
export function strayNames(message: Message, english: Message): readonly string[] {
  const [said, meant] = [slotsOf(message), slotsOf(english)];
  const isSame = (name: string) => {
    const [here, there] = [said.get(name), meant.get(name)];
    if (here === undefined || there === undefined || here === 'mixed') return false;
    // A number may be said as it is.
    return isCounted(there) || !isCounted(here);
  };
  return [...new Set([...said.keys(), ...meant.keys()])].filter((name) => !isSame(name));
}
