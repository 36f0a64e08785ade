/** A task as it was last announced. */
export interface ToldTask {
  readonly id: string;
  readonly status: string;
  readonly sourcePath: string;
  readonly outputs?: readonly { readonly path: string }[];
}

/** What people were told: it must be so after a power cut. */
export interface Told {
  readonly tasks: ReadonlyMap<string, ToldTask>;
  readonly batches: ReadonlySet<string>;
}

/** Gathers what `engine-process` tells. */
export class ToldSoFar implements Told {
  readonly tasks = new Map<string, ToldTask>();
  readonly batches = new Set<string>();

  hear(text: string): void {
    const news = JSON.parse(text) as ToldTask | { readonly batchId: string };
    if ('status' in news) this.tasks.set(news.id, news);
    else this.batches.add(news.batchId);
  }

  done(): ToldTask[] {
    return [...this.tasks.values()].filter(({ status }) => status === 'succeeded');
  }
}
