import { checkTemplate } from '../../../shared/task/file-name.ts';

/** What is wrong with a template, as a sentence. */
export function templateProblem(template: string): string {
  const problem = checkTemplate(template) ?? 'a file name needs 1 to 200 letters';
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}
