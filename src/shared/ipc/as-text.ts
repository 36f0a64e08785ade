/** JSON text of a value. */
export type AsText<Value> = string & { readonly of?: Value };

/**
 * For what is large and often sent to the page: on its way there a text is copied as a whole, an object a property at a time, twice,
 * and each copy is garbage of the page.
 */
export const asText = <Value>(value: Value): AsText<Value> => JSON.stringify(value);

/** The value of what may have come as text. Windows trust main, so it is not parsed any further. */
export function ofText<Value extends object>(sent: Value | AsText<Value>): Value {
  if (typeof sent !== 'string') return sent;
  const value: Value = JSON.parse(sent);
  return value;
}
