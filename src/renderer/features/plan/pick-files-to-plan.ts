import { planFiles } from './open-plans.ts';

/** Lets files be chosen as on any page: only the plan is made of them, nothing is added yet. */
export function pickFilesToPlan(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) void planFiles(files);
  });
  input.click();
}
