/**
 * What a bridge can do. The screen asks for these and never where it runs; a request of the contract may need one, and a
 * bridge without it refuses that request.
 */
export interface Capabilities {
  /** May add pictures and act on tasks; without it only look and take results along. */
  readonly changes: boolean;
  /** Does something to all that a search of the history finds. */
  readonly actsOnFound: boolean;
  /** Was let in by a token, and can give it back. */
  readonly signsOut: boolean;
  /** Opens files of this computer and shows them in their folders; without it they are downloaded. */
  readonly opensFiles: boolean;
  /** Hands results to other programs, by dragging and in the forms they take. */
  readonly handsOut: boolean;
  /** The system has a menu for sharing files. */
  readonly shares: boolean;
  /** Writes saved results to a path the person chose, and tells how far it is; without it they are downloaded. */
  readonly savesFiles: boolean;
  /** Shows a plan before anything is made. */
  readonly plans: boolean;
  readonly undo: boolean;
  /** Lets one batch wait while others go on. */
  readonly pausesBatches: boolean;
  /** Remembers nothing of a batch, where that is wanted. */
  readonly forgets: boolean;
  /** Remembers what must stay in a picture that is cropped. */
  readonly focalPoints: boolean;
  /** Recipes decide where results go and what they are called. */
  readonly destination: boolean;
  /** Results stay where they are when their tasks are forgotten. */
  readonly keepsResults: boolean;
  /** Offers what waited in a history that could not be used. */
  readonly lostHistory: boolean;
  /** How many tasks run at once and how long history is kept are the person's to choose. */
  readonly settings: boolean;
  /** Can send pictures to a server that the person chose. */
  readonly server: boolean;
  /** Can look for newer versions of itself. */
  readonly updates: boolean;
  /** Makes what comes into folders. */
  readonly watches: boolean;
  readonly notifications: boolean;
  /** Has a small window for drops that stays above others. */
  readonly dropWindow: boolean;
  readonly samples: boolean;
  /** Shows what cameras put into their files, before there is a result. */
  readonly provisional: boolean;
  /** Shows every pixel of sources and results, however large they are. */
  readonly compares: boolean;
}

export type Capability = keyof Capabilities;
