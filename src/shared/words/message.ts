/** One of several messages, by a number or by a word. */
export type Cases = Readonly<Record<string, Message>>;
/** A value: a text as it is (without a kind), a number as the language writes it, or what chooses. `#` is the plural's number. */
type Slot =
  | readonly [name: string]
  | readonly [name: string, kind: 'number']
  | readonly [name: string, kind: 'plural' | 'select', cases: Cases];
/** A message that was parsed: texts, and slots between them. */
export type Message = string | readonly (string | Slot)[];
