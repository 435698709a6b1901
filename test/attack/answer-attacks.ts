import { characters } from './answers/characters.ts';
import { hangups, resets, slowness } from './answers/hangups.ts';
import { nonsense } from './answers/nonsense.ts';
import { redirects } from './answers/redirects.ts';
import type { AnswerAttack } from './answers/serving.ts';
import { sizes } from './answers/sizes.ts';

export const answerAttacks: readonly AnswerAttack[] = [
  ...sizes,
  ...slowness,
  ...hangups,
  ...resets,
  ...redirects,
  ...nonsense,
  ...characters,
];
