import type { Client } from './service.ts';

/** Resolves when every one of these is settled; answers with how many there are of each end. */
export async function endsOf(
  client: Client,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const open = new Set(ids);
  const ends: Record<string, number> = {};
  for await (const event of client.events(0)) {
    const [, status = ''] = /"status":"(succeeded|failed|cancelled|skipped)"/.exec(event) ?? [];
    const [, id = ''] = /"id":"([0-9a-f]{32})"/.exec(event) ?? [];
    if (status !== '' && open.delete(id)) ends[status] = (ends[status] ?? 0) + 1;
    if (open.size === 0) break;
  }
  return ends;
}
