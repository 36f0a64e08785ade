import { servingWords } from '../../shared/words/areas/serving.ts';
import type { ServeOptions } from './serve-options.ts';

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why a service cannot listen where it was told to, as one line for people; null for any other trouble. */
function startProblem(
  error: unknown,
  { host, port }: Pick<ServeOptions, 'host' | 'port'>,
): string | null {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return servingWords('port.taken', { port });
    case 'EACCES':
      return servingWords('port.refused', { port });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return servingWords('address.none', { host });
    default:
      return null;
  }
}

/** The error with which a service ends that could not listen. */
export function startError(error: unknown, place: Pick<ServeOptions, 'host' | 'port'>): unknown {
  const problem = startProblem(error, place);
  return problem === null ? error : new Error(problem, { cause: error });
}
