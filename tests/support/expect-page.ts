import { expect as expectAtOnce } from '@playwright/test';

/** Playwright's own, with the patience of a busy machine whoever runs the test. */
export const expect = expectAtOnce.configure({ timeout: 20_000 });
