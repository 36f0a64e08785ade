import { gzipSync } from 'node:zlib';

/**
 * A page that holds another one compressed and shows it in its place. What is compressed stands on a line of its own, which begins
 * with H4sI, for those who have no browser.
 */
export function selfOpeningPage(html, title) {
  const packed = gzipSync(html, { level: 9 });
  // The system that packed it.
  packed[9] = 255;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<p>This page is compressed and needs JavaScript to show itself. In a terminal:
<code>grep ^H4sI LICENSES.chromium.html | base64 --decode | gunzip</code></p>
<script type="text/plain" id="packed">
${packed.toString('base64')}
</script>
<script>
const text = document.getElementById('packed').textContent.trim();
const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
new Response(unpacked).text().then((page) => {
  document.open();
  document.write(page);
  document.close();
});
</script>
</body>
</html>
`;
}
