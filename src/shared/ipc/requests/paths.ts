import { z } from 'zod';
import { longestList } from '../long-lists.ts';

export const SomePaths = z.array(z.string().min(1).max(8192)).max(longestList);
export const Paths = SomePaths.min(1).readonly();
export const FilesOrFolder = z.object({ kind: z.enum(['files', 'folder']) }).readonly();
