import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenXml, XmlScanner } from './xml-scanner.ts';

/** Everything heard of a text that comes in pieces of a given length, neighbouring texts joined. */
function hear(xml: string, piece = xml.length || 1): string[] {
  const heard: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') heard.push(text);
    text = '';
  };
  const scanner = new XmlScanner({
    open(name, attributes) {
      flush();
      heard.push(`<${name} ${JSON.stringify(attributes)}`);
    },
    text(part) {
      text += part;
    },
    close(name) {
      flush();
      heard.push(`>${name}`);
    },
  });
  for (let at = 0; at < xml.length; at += piece) scanner.feed(xml.slice(at, at + piece));
  scanner.end();
  return heard;
}

const SAMPLE =
  '<?xml version="1.0"?>\n<!-- a > b --><x:a k="1 &gt; &quot;0&quot;" j=\'>\'>t&amp;&#x8003;&#26680;<b/><![CDATA[<raw>&amp;]]></x:a>\n';
const HEARD = ['\n', '<a {"k":"1 > \\"0\\"","j":">"}', 't&考核', '<b {}', '>b', '<raw>&amp;', '>a'];

describe('XmlScanner', () => {
  it('hears the same wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SAMPLE.length }), (piece) => {
        expect(hear(SAMPLE, piece)).toEqual(HEARD);
      }),
    );
  });

  it.each([
    '',
    '<a>',
    '<a></b>',
    '</a>',
    '<a/><b/>',
    '<a k=1/>',
    '<a k="1" j/>',
    '<a>&nbsp;</a>',
    '<a>&#0;</a>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
    '<a',
    '<a k=">',
    '<a>'.repeat(100_000),
  ])('refuses %.30s', (xml) => {
    expect(() => hear(xml)).toThrow(BrokenXml);
  });
});
