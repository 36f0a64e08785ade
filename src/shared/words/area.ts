import { english, language } from './language.ts';
import type { Message } from './message.ts';
import { piecesOf } from './fill-message.ts';
import { valuesIn } from './values-in.ts';

/** What messages need: a text or a number for each of their names. Keys that are not there need nothing. */
type Needs = object;
type Given<V, Key> = Key extends keyof V ? [values: V[Key]] : [];
/** `Node` may stand where a text does. */
type WithNodes<Values, Node> = {
  readonly [Name in keyof Values]: string extends Values[Name] ? Values[Name] | Node : Values[Name];
};

/** Says the messages of one area of the catalogue in the language of the person. */
export interface Words<Keys extends string, V extends Needs> {
  <Key extends Keys>(key: Key, ...values: Given<V, Key>): string;
  /** The same in pieces, where something else than text stands in the sentence. */
  parts<Key extends Keys & keyof V, Node>(
    key: Key,
    values: WithNodes<V[Key], Node>,
  ): readonly (string | Node)[];
  /** What was said in English in a process or at a time that spoke no other language, in this one; as it is where no message says it. */
  again(english: string): string;
}

const isKeyOf = <Keys extends string>(
  messages: Readonly<Record<Keys, Message>>,
  key: string,
): key is Keys => Object.hasOwn(messages, key);
const keysOf = <Keys extends string>(messages: Readonly<Record<Keys, Message>>): Keys[] =>
  Object.keys(messages).filter((key) => isKeyOf(messages, key));

/** `V` says what its messages need; the messages are those of English. */
export function area<V extends Needs>() {
  return <Keys extends string>(
    name: string,
    messages: Readonly<Record<Keys, Message>>,
  ): Words<Keys, V> => {
    function said(key: Keys, values: object): string | readonly unknown[] {
      const spoken = language();
      const message = spoken.find(name, key, messages[key]);
      if (typeof message === 'string') return message;
      // An English sentence has English numbers and plurals, whoever says it.
      return piecesOf(message, { ...values }, message === messages[key] ? english : spoken);
    }
    function parts<Key extends Keys & keyof V, Node>(
      key: Key,
      values: WithNodes<V[Key], Node>,
    ): readonly (string | Node)[];
    function parts(key: Keys, values: object): readonly unknown[] {
      const pieces = said(key, values);
      return typeof pieces === 'string' ? [pieces] : pieces;
    }
    function say<Key extends Keys>(key: Key, ...values: Given<V, Key>): string;
    function say(key: Keys, values: object = {}): string {
      const pieces = said(key, values);
      return typeof pieces === 'string' ? pieces : pieces.join('');
    }
    function again(text: string): string {
      if (language() === english) return text;
      for (const key of keysOf(messages)) {
        const values = valuesIn(messages[key], text);
        if (values === null) continue;
        const inner = Object.entries(values).map(([slot, value]) => [
          slot,
          typeof value === 'string' ? again(value) : value,
        ]);
        const pieces = said(key, Object.fromEntries(inner));
        return typeof pieces === 'string' ? pieces : pieces.join('');
      }
      return text;
    }
    return Object.assign(say, { parts, again });
  };
}
