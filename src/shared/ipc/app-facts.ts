/** What does not change while the app runs. */
export interface AppFacts {
  readonly version: string;
  /** The screen is a service's page: nothing of this computer can be opened, shown or written to but by downloads. */
  readonly isBrowser: boolean;
  readonly electronVersion: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly coreCount: number;
  readonly hasSamples: boolean;
  /** Whether recipes can fill the thumbnail cache of a desktop here. */
  readonly hasDesktopCache: boolean;
  /** Notices raised before a window was there to show them. */
  readonly notices: readonly string[];
}
