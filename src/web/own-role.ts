import type { Capabilities } from '../shared/ipc/capabilities.ts';
import { pageCapabilities, roleName } from '../shared/service/page.ts';

/** What this page can do with the token that let it in. */
export function ownCapabilities(): Capabilities {
  const role = document.querySelector(`meta[name="${roleName}"]`)?.getAttribute('content') ?? null;
  return { ...pageCapabilities, changes: role !== 'reader', signsOut: role !== null };
}

/** Gives the token back, and shows the form that asks for one. */
export async function signOut(): Promise<boolean> {
  const response = await fetch('/logout', { method: 'POST' }).catch(() => null);
  if (response?.ok !== true) return false;
  location.reload();
  return true;
}
