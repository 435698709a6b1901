import { describe, expect, it } from 'vitest';
import { parseNetwork } from '../../functions/domain/ip-address.ts';
import networks from '../fixtures/networks.json' with { type: 'json' };

// The template's own check runs on the same spellings: what it takes must not stop the functions at the cold start.
describe('a network', () => {
  it.each(networks.good)('"%s" is read', text => {
    const [, prefixLength] = text.split('/');
    expect(parseNetwork(text).prefixLength).toBe(Number(prefixLength));
    expect(parseNetwork(text).bytes).toHaveLength(text.includes(':') ? 16 : 4);
  });

  it.each(networks.bad)('"%s" is refused', text => {
    expect(() => parseNetwork(text)).toThrow(RangeError);
  });
});
