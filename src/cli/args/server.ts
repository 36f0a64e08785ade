import { InvalidArgumentError, Option } from 'commander';
import type { Engine, ServerChoice } from '../../engine/index.ts';
import { ServerAddress } from '../../shared/server/server-address.ts';
import { isUsable, serverLine, type ServerState } from '../../shared/server/server-state.ts';
import { laterWishesOf, type Work } from '../../shared/task/recipe.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { serverWords } from '../../shared/words/areas/server.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';

function address(text: string): string {
  const parsed = ServerAddress.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(typingWords('value.address'));
}

export const serverOptions: readonly Option[] = [
  new Option('--server <url>', optionsWords('server')).argParser(address),
  new Option('--token <token>', optionsWords('token')).env('THUMBLINE_TOKEN'),
];

/** Null when pictures are made on this computer. */
export function serverOf(typed: {
  readonly server?: string;
  readonly token?: string;
}): ServerChoice | null {
  return typed.server === undefined ? null : { address: typed.server, token: typed.token || null };
}

interface Asked {
  readonly server: ServerChoice;
  readonly work: Work;
}

/** Waits until it is known how the server is, and says so whenever it cannot be used, or not for this work. */
export async function tellOfServer(
  engine: Engine,
  { server: { token }, work }: Asked,
  complain: (line: string) => void,
): Promise<void> {
  const tell = (state: ServerState | null) => {
    const isWorth = state !== null && state.kind !== 'checking' && state.kind !== 'connected';
    if (isWorth) complain(`thumbline: ${serverLine(state, token !== null)}`);
  };
  engine.followServer(tell);
  const state = await engine.checkServer();
  const isOlder = !engine.serverUnderstands(laterWishesOf(work));
  if (isOlder && state && isUsable(state)) complain(`thumbline: ${serverWords('older')}`);
}
