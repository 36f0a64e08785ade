import type { Message } from './message.ts';

type Slots = Readonly<Record<string, string | number>>;

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Of a message with texts, values and numbers, without choices. */
function patternOf(message: Message): RegExp {
  if (typeof message === 'string') return new RegExp(`^${escaped(message)}$`);
  const parts = message.map((part) => {
    if (typeof part === 'string') return escaped(part);
    const [name, kind] = part;
    return kind === 'number' ? `(?<${name}>\\d[\\d,.]*)` : `(?<${name}>.+)`;
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** What stands in an English text where an English message has its slots; null where it is another message’s. */
export function valuesIn(message: Message, text: string): Slots | null {
  const found = patternOf(message).exec(text);
  if (found === null) return null;
  const numbers = new Set(
    typeof message === 'string'
      ? []
      : message.flatMap(([name, kind]) => (kind === 'number' ? [name] : [])),
  );
  return Object.fromEntries(
    Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      numbers.has(name) ? Number(value.replaceAll(',', '')) : value,
    ]),
  );
}
