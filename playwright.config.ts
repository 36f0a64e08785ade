import { defineConfig, type ReporterDescription } from '@playwright/test';

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];
const json: ReporterDescription[] = report ? [['json', { outputFile: report }]] : [];

export default defineConfig({
  testDir: 'tests/e2e/specs',
  // Only Linux has a thumbnail cache to fill, and the package that updates are tried with is one for Linux.
  testIgnore:
    process.platform === 'linux' ? [] : ['**/desktop-cache.spec.ts', '**/updates.spec.ts'],
  outputDir: 'test-results',
  // One on each display.
  workers: process.env['THUMBLINE_DISPLAYS']?.split(',').length ?? 1,
  forbidOnly: true,
  // For what hangs: several times what a test takes while the machine does much else.
  timeout: 180_000,
  reporter: [['list'], ...json],
});
