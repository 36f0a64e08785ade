/** Why a request was not carried out. `message` is one plain line. */
export interface Problem {
  readonly code: 'not-allowed' | 'not-understood' | 'not-found' | 'not-possible' | 'internal';
  readonly message: string;
}
