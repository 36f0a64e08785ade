/** Makes something when it is first asked for, and keeps it: what only some runs need costs no start. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
