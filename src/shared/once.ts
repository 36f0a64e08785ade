/** Makes something when it is first asked for, and keeps it: what only some runs need costs no start. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The same for what is loaded; a load that failed is tried again. `import()` by itself takes 10 to 100 µs each time. */
export function onceLoaded<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () => {
    if (loading !== null) return loading;
    loading = load();
    loading.catch(() => (loading = null));
    return loading;
  };
}
