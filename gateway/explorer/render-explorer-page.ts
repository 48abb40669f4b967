import type { ExampleOperation } from './example-operations.ts';

/** The page as text. Its addresses are relative: behind a proxy it may stand under any path. */
export function renderExplorerPage(version: string, examples: readonly ExampleOperation[]): string {
  // Inside a script element nothing but `<` could end it.
  const tabs = JSON.stringify(examples).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Multimodal Graph: explore</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="explore/${version}/main.css">
    <script id="examples" type="application/json">${tabs}</script>
    <script type="module" src="explore/${version}/main.js"></script>
  </head>
  <body>
    <div id="explorer">Loading the explorer …</div>
    <noscript>The explorer is made of JavaScript, which is off.</noscript>
  </body>
</html>
`;
}
