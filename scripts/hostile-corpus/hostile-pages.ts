import type { HostileFile, Targets } from './hostile-file.ts';
import { billionLaughs, externalEntity } from './xml-entities.ts';

/** Web pages that nest, never close, expand, or load something. */
export function hostilePages({ secretPath, secretUrl }: Targets): HostileFile[] {
  const page = (name: string, content: string, end: HostileFile['end'] = 'READY'): HostileFile => ({
    ...{ name, content: Buffer.from(content), end },
    ...(end === 'FAILED' && { reason: /failed|longer/ }),
  });
  const loads = ['img src', 'iframe src', 'script src', 'link rel=stylesheet href', 'object data'];
  return [
    page('laughs.html', `${billionLaughs('html')}<html><body>&lol; and words</body></html>`),
    page(
      'secret.html',
      `${externalEntity('html', secretPath)}<html><body>&secret; words</body></html>`,
    ),
    page(
      'loads.html',
      `<html><body>words ${loads.map((tag) => `<${tag}="${secretUrl}">`).join('')}</body></html>`,
    ),
    page('deep.html', `<html><body>${'<div>'.repeat(30_000)}words`, 'FAILED'),
    page('anchors.html', `<html><body>words ${'<a '.repeat(30_000)}`),
    page(
      'attributes.html',
      `<html><body><p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(' ')}>words</p></body></html>`,
    ),
    page('comment.html', `<html><body>words<!--${'--'.repeat(100_000)}`),
  ];
}
