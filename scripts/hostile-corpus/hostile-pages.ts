import { fails, reads } from './endings.ts';
import type { HostileFile, Targets } from './hostile-file.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

/** Web pages that nest, never close, expand, or load something. */
export function hostilePages({ secretPath, secretUrl }: Targets): HostileFile[] {
  const page = (body: string, prologue = '') => `${prologue}<html><body>${body}</body></html>`;
  const tags = ['img src', 'iframe src', 'script src', 'link rel=stylesheet href', 'object data'];
  const loads = tags.map((tag) => `<${tag}="${secretUrl}">`).join('');
  const attributes = Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(' ');
  return [
    reads('laughs.html', page('&lol; and words', billionLaughs('html'))),
    reads('secret.html', page('&secret; words', externalEntity('html', secretPath))),
    reads('loads.html', page(`words ${loads}`)),
    fails('deep.html', `<html><body>${'<div>'.repeat(30_000)}words`, /failed|longer/),
    reads('anchors.html', `<html><body>words ${'<a '.repeat(30_000)}`),
    reads('attributes.html', page(`<p ${attributes}>words</p>`)),
    reads('comment.html', `<html><body>words<!--${'--'.repeat(100_000)}`),
  ];
}
