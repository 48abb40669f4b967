import { readFile } from 'node:fs/promises';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { toMarkdown } from './to-markdown.ts';

/** An article shorter than this share of the page's text lost something: the whole page is taken. */
const ARTICLE_SHARE = 0.4;

/** HTML: the article without navigation, scripts and styles, as Markdown. */
export const htmlExtractor: Extractor = {
  name: 'html',
  extract: async ({ path }) => {
    const { document } = parseHTML(wrap(cleanText(await readFile(path, 'utf8'))));
    for (const element of document.querySelectorAll(
      'script, style, noscript, template, iframe, svg',
    ))
      element.remove();
    const pageTitle = document.title.trim();
    const language = document.documentElement.getAttribute('lang');
    const page = document.body.innerHTML;
    const pageLength = document.body.textContent.trim().length;
    const article = new Readability(document).parse();
    const isWhole = (article?.textContent?.trim().length ?? 0) >= pageLength * ARTICLE_SHARE;
    const text = toMarkdown(isWhole ? (article?.content ?? page) : page);
    return {
      title: pageTitle || article?.title || null,
      properties: {
        characters: text.length,
        ...(language && { language }),
        ...(article?.byline && { byline: article.byline }),
      },
      parts: [{ text }],
    };
  },
};

/** linkedom finds a body only where there is one. */
function wrap(html: string): string {
  return /<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
}
