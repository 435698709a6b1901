import goCode from '../../../../examples/receivers/verify.go?raw';
import phpCode from '../../../../examples/receivers/verify.php?raw';
import pythonCode from '../../../../examples/receivers/verify.py?raw';
import nodeCode from '../../../../examples/receivers/verify.ts?raw';

/** How receivers verify a call with the language's standard library alone: the text of programs that are run by `npm run samples`. */
export const verifySamples = [
  { language: 'Node.js', code: nodeCode },
  { language: 'Python', code: pythonCode },
  { language: 'Go', code: goCode },
  { language: 'PHP', code: phpCode },
] as const;
