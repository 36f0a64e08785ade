/**
 * The look of a contact sheet: the app's own colours and sizes. Paper is always light; a card is never cut by the end of
 * a page, and an A4 or Letter page takes five of them side by side.
 */
export const sheetStyle = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#ffffff, #191a1d);
  --tile: light-dark(#f4f4f6, #232529);
  --check-a: light-dark(#8d9098, #5b5f67);
  --check-b: light-dark(#83878f, #666b74);
  --line: light-dark(#e4e5e9, #303338);
  --ink: light-dark(#1b1c20, #eceef2);
  --ink-2: light-dark(#565a65, #a9aebb);
  --bad: light-dark(#b8252f, #ff9090);
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body {
  max-width: 1200px;
  margin: 0 auto;
  padding: 40px 32px 48px;
  background: var(--bg);
  color: var(--ink);
  font: 12px/16px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}
header { padding-bottom: 16px; margin-bottom: 24px; border-bottom: 1px solid var(--line); }
h1 { font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; }
header p { color: var(--ink-2); font-size: 13px; line-height: 20px; }
header span + span::before { content: '·'; margin: 0 8px; }
.sheet {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
  gap: 24px 16px;
  list-style: none;
}
.sheet li { min-width: 0; break-inside: avoid; content-visibility: auto; contain-intrinsic-size: auto 204px; }
.picture {
  display: grid;
  place-items: center;
  aspect-ratio: 1;
  margin-bottom: 8px;
  padding: 8px;
  border-radius: 6px;
  background: var(--tile);
  color: var(--ink-2);
}
.picture img { display: block; max-width: 100%; max-height: 100%; width: auto; height: auto; min-width: 0; min-height: 0; border-radius: 2px; background: repeating-conic-gradient(var(--check-b) 0 25%, var(--check-a) 0 50%) 0 0 / 12px 12px; }
h2 { font-size: 12px; line-height: 16px; font-weight: 600; }
.sheet p { color: var(--ink-2); font-size: 11px; }
.failed { margin-top: 40px; border-top: 1px solid var(--line); padding-top: 16px; }
.failed h2 { margin-bottom: 8px; font-size: 15px; line-height: 20px; }
.failed dl div {
  display: grid;
  grid-template-columns: minmax(96px, 1fr) 3fr;
  gap: 16px;
  padding: 6px 0;
  border-bottom: 1px solid var(--line);
  break-inside: avoid;
}
.failed dt { font-weight: 600; }
.failed dd { color: var(--bad); }
@page { margin: 12mm; }
@media (max-width: 480px) {
  body { padding: 24px 16px; }
  .sheet { grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .sheet { grid-template-columns: repeat(5, 1fr); gap: 16px 12px; }
  .sheet li { content-visibility: visible; }
  .sheet p { font-size: 9.5px; line-height: 13px; }
  h1 { font-size: 20px; line-height: 26px; }
  h2 { break-after: avoid; }
  .sheet h2 { font-size: 10.5px; line-height: 14px; }
}
`;
