import { describe, expect, it } from 'vitest';
import { inertText } from '../../../functions/domain/receiver-text.ts';

describe('what a receiver said', () => {
  it.each([
    ['plain text', '{"ok":true}\r\n\tüß 👍 日本', '{"ok":true}\r\n\tüß 👍 日本'],
    ['escape sequences', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['every other control character', '\u0000\u0007\u0008\u000b\u000c\u000e\u001f\u007f', '␀␇␈␋␌␎␟␡'],
    ['controls of eight bits', 'a\u0080\u009b\u009fb', 'a\ufffd\ufffd\ufffdb'],
    ['separators', 'a\u2028b\u2029c', 'a\ufffdb\ufffdc'],
    ['embeddings and overrides', '\u202a\u202b\u202c\u202d\u202ex', '\ufffd\ufffd\ufffd\ufffd\ufffdx'],
    ['isolates', '\u2066\u2067\u2068\u2069x', '\ufffd\ufffd\ufffd\ufffdx'],
    ['Arabic with marks of direction', 'مرحبا\u200f!', 'مرحبا\u200f!'],
  ])('is shown without what acts: %s', (_, said, shown) => {
    expect(inertText(said)).toBe(shown);
    expect(inertText(said)).toBe(shown);
  });
});
