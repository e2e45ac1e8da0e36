/** A file's bytes in pieces; asked anew for each pass, so that nothing has to be held in memory at once. */
export type ByteSource = () => Iterable<Uint8Array>;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

function byteOrderMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  return undefined;
}

function isUtf8(source: ByteSource): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const chunk of source()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** How a text file is encoded: by its byte order mark, else UTF-8 when every byte fits it, else GBK (GB 18030). */
export function detectEncoding(source: ByteSource): Encoding {
  const head: number[] = [];
  for (const chunk of source()) {
    head.push(...chunk.subarray(0, 3));
    if (head.length >= 3) break;
  }
  const marked = byteOrderMark(Uint8Array.from(head));
  if (marked) return marked;
  return isUtf8(source) ? 'utf-8' : 'gb18030';
}

/** The text of a file in pieces, whatever its encoding; a byte order mark is left out. */
export function* decodeChunks(source: ByteSource, encoding: Encoding = detectEncoding(source)): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of source()) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** The text of a small file. */
export function decodeText(bytes: Uint8Array): string {
  return [...decodeChunks(() => [bytes])].join('');
}
