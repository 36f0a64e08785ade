// The window's interface in a browser: the same screen, with a service in place of the desktop app. Both are imported
// statically: the page then names all it loads, and the browser fetches scripts and styles at once instead of in turn.
import './provide-bridge.ts';
import '../renderer/render-app.tsx';
