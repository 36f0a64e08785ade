export interface Subscription {
  end(): Promise<void>;
}

export interface EventListener {
  /** Something came, changed or went there. */
  readonly onPaths: (paths: readonly string[]) => void;
  /** Some of what happened was not told. */
  readonly onLost: () => void;
}

/** Has the system tell what happens in a folder and in all below it. Rejects where it cannot. */
export type Subscribe = (folder: string, listener: EventListener) => Promise<Subscription>;

/** Of a name that is not UTF-8: the watcher takes no bytes. */
const isBytes = (path: string) =>
  /[\udc80-\udcff]/.test(path.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

type SubscribeWithout = (
  folder: string,
  listener: EventListener,
  /** Folders that are not even looked at. */
  ignored: readonly string[],
) => Promise<Subscription>;

/** Null where the watcher is not installed, or not made for this computer. */
export async function loadSubscribe(): Promise<SubscribeWithout | null> {
  try {
    const { default: watcher } = await import('@parcel/watcher');
    return async (folder, { onPaths, onLost }, ignored) => {
      if (isBytes(folder)) throw new Error('a name that is not UTF-8');
      const listen = (error: Error | null, events: readonly { readonly path: string }[]) => {
        if (error) onLost();
        else onPaths(events.map(({ path }) => path));
      };
      const subscription = await watcher.subscribe(folder, listen, { ignore: [...ignored] });
      return { end: () => subscription.unsubscribe() };
    };
  } catch {
    return null;
  }
}
