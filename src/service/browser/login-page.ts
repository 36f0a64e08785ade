const style = `
  :root { color-scheme: light dark; --ink: #1d1d1f; --page: #f6f6f7; --card: #fff; --line: #c9c9ce; --accent: #2563eb; --warn: #b3261e; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #ececee; --page: #19191b; --card: #232326; --line: #4a4a50; --accent: #6d9bff; --warn: #ff8a80; }
  }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { width: min(22rem, calc(100vw - 4rem)); padding: 2rem; background: var(--card); border-radius: 12px; box-sizing: border-box; }
  h1 { margin: 0 0 1rem; font-size: 1.25rem; }
  label { display: block; margin-bottom: 0.25rem; }
  input, button { width: 100%; padding: 0.5rem 0.75rem; border-radius: 8px; border: 1px solid var(--line); font: inherit; box-sizing: border-box; }
  input { background: transparent; color: inherit; }
  button { margin-top: 1rem; border-color: transparent; background: var(--accent); color: var(--card); font-weight: 600; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  p { margin: 0.5rem 0 0; color: var(--warn); }
`;

const refused = '<p id="refused" role="alert">This service does not know that token.</p>';

/** Asks for a token. It says nothing of what a stranger sent, so there is nothing to be quoted. */
export function loginPage(isRefused: boolean): string {
  const described = isRefused ? ' aria-describedby="refused" aria-invalid="true"' : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Thumbline: sign in</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Thumbline</h1>
      <form method="post" action="/login">
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" maxlength="200" required autofocus${described} />
        ${isRefused ? refused : ''}
        <button>Sign in</button>
      </form>
    </main>
  </body>
</html>
`;
}
