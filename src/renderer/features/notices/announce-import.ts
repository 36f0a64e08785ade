import type { PresetImport } from '../../../shared/task/import-presets.ts';
import { raiseNotice } from './raise-notice.ts';

/** Says which presets came in, and what was wrong with the others. */
export function announceImport({ names, warnings, problems }: PresetImport): void {
  if (names.length > 0) {
    const quoted = names.map((name) => `“${name}”`).join(', ');
    const [warning] = warnings;
    raiseNotice({
      title: `Added ${quoted} to the presets`,
      ...(warning ? { detail: warning } : {}),
    });
  }
  for (const problem of problems) raiseNotice({ title: problem, isProblem: true });
}
