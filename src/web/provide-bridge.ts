import '../shared/no-eval.ts';
import { httpThumbline } from './http-thumbline.ts';

// Where the desktop's preload puts it. The screen reads it while its modules are evaluated: import this before them.
Object.defineProperty(window, 'thumbline', { value: httpThumbline() });
