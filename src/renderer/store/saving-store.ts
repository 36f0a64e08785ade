import { create } from 'zustand';
import type { SavingNews } from '../../shared/task/saving.ts';

/** What is being written now; null while nothing is. */
export const useSaving = create<{ readonly news: SavingNews | null }>(() => ({ news: null }));
