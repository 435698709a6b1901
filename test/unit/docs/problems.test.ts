import { join } from 'node:path';
import { expect, it } from 'vitest';
import { problemGuideViews } from '../../../functions/api/explain-problem.ts';
import { faultMeanings } from '../../../functions/domain/fault-codes.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';

const views = problemGuideViews();

/** The page as it should be; `npx vitest run --project unit test/unit/docs/problems.test.ts --update` writes it. */
const page = [
  '# Errors',
  '',
  'An error of the API is a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) as `application/problem+json`. Its',
  '`type` is stable: programs tell errors apart by it. `GET /problems/<code>` of the API says what stands here, as a page to browsers',
  'and as JSON to programs. `errors` points at each fault: a JSON pointer into the body, or `?name` for a query parameter, with a `code` that',
  'is stable too, and the `limit` that was passed where there is one ([all of them](#faults)). Titles and details are for people.',
  ...views.flatMap(({ code, type, title, status, meaning, cause, mend, example }) => [
    '',
    `## ${code}`,
    '',
    `${status}: ${title}. \`${type}\``,
    '',
    meaning,
    '',
    `- Cause: ${cause}`,
    `- What to do: ${mend}`,
    '',
    '```json',
    JSON.stringify(example, null, 2),
    '```',
  ]),
  '',
  '## Faults',
  '',
  'The `code` of a fault, in `errors` and as `reasonCode` of `POST /v1/url-checks`. Further ones may come: take one that you do not know for',
  '`invalid`.',
  '',
  '| code | what is wrong |',
  '| --- | --- |',
  ...Object.entries(faultMeanings).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`),
  '',
].join('\n');

it('docs/problems.md explains every code', async () => {
  expect(views.map(({ code }) => code)).toEqual(Object.keys(problemKinds));
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/problems.md'));
});
