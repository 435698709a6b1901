import type { KeyRate } from '../../functions/domain/key-rate.ts';
import type { Nouns } from '../../functions/domain/nouns.ts';
import type { TokenVerifier } from '../../functions/domain/token-verifier.ts';

export interface MemoryApiOptions {
  readonly tokens?: TokenVerifier;
  readonly sendsMail?: boolean;
  /** @default true */
  readonly keepsEvents?: boolean;
  readonly keyRate?: KeyRate;
  readonly allowedOrigins?: readonly string[];
  /** @default ours */
  readonly nouns?: Nouns;
}
