import { defineWords } from '../language/words.ts';

/** What is asked, one after the other; the step stands in the address. */
export const steps = ['what', 'when', 'where', 'only-if', 'send', 'on'] as const;
export type Step = (typeof steps)[number];

/** Of a webhook that is there already: its address is a matter of its settings. */
export const editSteps = ['when', 'where', 'only-if'] as const satisfies readonly Step[];

export const stepWords = defineWords(
  { what: 'What for', when: 'When', where: 'Where', 'only-if': 'Only if', send: 'Send to', on: 'Turn on' },
  { what: 'Для чего', when: 'Когда', where: 'Где', 'only-if': 'При условии', send: 'Куда', on: 'Включить' },
);
