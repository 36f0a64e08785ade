import './styles/tokens.css';
import './styles/base.css';
import './app.css';
import './features/shell/top-bar.css';

async function render(): Promise<void> {
  // Words may be constants of a module, so the language is chosen before any of them is loaded.
  const language = new URLSearchParams(location.search).get('language');
  if (language !== null) await (await import('./speak-language.ts')).speakLanguage(language);
  await import('./render-app.tsx');
}

// The frame of the window, as `index.html` has it, is painted before the rest of the page is evaluated. A page that
// nobody sees is not painted.
if (document.hidden) void render();
else requestAnimationFrame(() => setTimeout(() => void render()));
