import type { TaskId } from '../../../shared/task/task.ts';

/** Which task shall get the keyboard once it is on the page: a virtual list may have to scroll first. */
class FocusRequest {
  #id: TaskId | null = null;

  make(id: TaskId): void {
    this.#id = id;
  }

  /** True once, for the task that was wished for. */
  take(id: TaskId): boolean {
    if (this.#id !== id) return false;
    this.#id = null;
    return true;
  }
}

export const focusRequest = new FocusRequest();
