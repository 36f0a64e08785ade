import { protocol } from 'electron';
import { pageScheme, pictureScheme } from '../security/origin.ts';

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: pictureScheme, privileges: { standard: true, secure: true, stream: true } },
  ]);
}
