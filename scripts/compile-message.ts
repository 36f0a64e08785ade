import {
  type MessageFormatElement,
  parse,
  type PluralOrSelectOption,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import type { Cases, Message } from '../src/shared/words/message.ts';

type Part = Exclude<Message, string>[number];

function casesOf(options: Readonly<Record<string, PluralOrSelectOption>>): Cases {
  return Object.fromEntries(
    Object.entries(options).map(([key, { value }]) => [key, joined(value)] as const),
  );
}

function partOf(element: MessageFormatElement): Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return [element.value];
    case TYPE.pound:
      return ['#'];
    case TYPE.number:
      if (!element.style) return [element.value, 'number'];
      break;
    case TYPE.plural:
      if (element.offset === 0 && element.pluralType === 'cardinal') {
        return [element.value, 'plural', casesOf(element.options)];
      }
      break;
    case TYPE.select:
      return [element.value, 'select', casesOf(element.options)];
    case TYPE.date:
    case TYPE.time:
    case TYPE.tag:
    default:
  }
  throw new SyntaxError(`this part of ICU's format is not used here: ${JSON.stringify(element)}`);
}

function joined(elements: readonly MessageFormatElement[]): Message {
  const parts = elements.map(partOf);
  const [first = ''] = parts;
  return parts.length <= 1 && typeof first === 'string' ? first : parts;
}

/** Parses a message in ICU's format: texts, numbers, plurals and choices. Throws a `SyntaxError`. */
export function compileMessage(text: string): Message {
  return joined(parse(text, { ignoreTag: true, requiresOtherClause: true }));
}

/** The names of its values with what each is for: the same in every language. */
export function slotsOf(message: Message): ReadonlyMap<string, string> {
  const slots = new Map<string, string>();
  if (typeof message === 'string') return slots;
  const note = (name: string, kind: string) => {
    const known = slots.get(name);
    if (known !== undefined && known !== kind) throw new SyntaxError(`{${name}} is of two kinds`);
    slots.set(name, kind);
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
