import { describe, expect, it } from '@jest/globals';
import { decodeContent } from './decode-content.ts';

describe('decodeContent', () => {
  it('gives the bytes of a text and of base64', () => {
    expect(decodeContent('grün', 'UTF8')).toEqual(Buffer.from('grün'));
    expect(decodeContent('Z3LDvG4=', 'BASE64')).toEqual(Buffer.from('grün'));
  });

  it.each(['%%%', 'Z3LDvG4', 'Z3LD\nvG4=', 'Z3_D', 'Zg==Zg==', 'Z==='])(
    'refuses %j as base64',
    (content) => {
      expect(() => decodeContent(content, 'BASE64')).toThrow(/not base64/);
    },
  );

  it('refuses half a character', () => {
    expect(() => decodeContent('a\ud83d', 'UTF8')).toThrow(/surrogate/);
  });
});
