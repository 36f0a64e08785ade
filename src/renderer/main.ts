import './styles/tokens.css';
import './styles/base.css';
import './app.css';
import './features/shell/rail.css';

const render = () => void import('./render-app.tsx');

// The frame of the window, as `index.html` has it, is painted before the rest of the page is evaluated. A page that
// nobody sees is not painted.
if (document.hidden) render();
else requestAnimationFrame(() => setTimeout(render));
