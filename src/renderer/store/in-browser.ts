import { useSettings } from './settings-store.ts';

/** Whether the screen is a service's page in a browser, where some things cannot be done and others mean more. */
export const inBrowser = () => useSettings.getState().facts?.isBrowser ?? false;
export const useInBrowser = () => useSettings(({ facts }) => facts?.isBrowser ?? false);
