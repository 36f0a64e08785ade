// The window's interface in a browser: the same screen, with a service in place of the desktop app.
import { httpThumbline } from './http-thumbline.ts';

// Where the desktop's preload puts it; the screen reads it when it is loaded.
Object.defineProperty(window, 'thumbline', { value: httpThumbline() });
await import('../renderer/main.tsx');
