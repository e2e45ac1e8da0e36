import { pinyin } from 'pinyin-pro';

/**
 * The first letters of a name in pinyin (司法局 → sfj), for finding a body by a few keys. Letters and digits of the name
 * stay; where a character has several readings, the reading in its word counts.
 */
export function initialsOf(name: string): string {
  const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
