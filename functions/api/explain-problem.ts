import { ProblemError } from '../domain/errors.ts';
import { escapeHtml } from '../domain/html.ts';
import { problemKinds, problemTypeBase } from '../domain/problem-kinds.ts';
import type { ProblemGuideView } from '../domain/wire/problem-guide-schema.ts';
import { htmlPage } from './html-page.ts';
import type { Answer } from './http.ts';
import { problemExamples } from './openapi-problem-examples.ts';
import type { OperationRequest } from './operation.ts';
import { preferredType } from './preferred-type.ts';
import { problemGuides } from './problem-guide.ts';

/** What there is to say of every code, in the order of the table. */
export function problemGuideViews(): ProblemGuideView[] {
  const guides = new Map(Object.entries(problemGuides));
  return Object.entries(problemKinds).flatMap(([code, { status, title }]) => {
    const guide = guides.get(code);
    const example = problemExamples[code]?.value;
    if (guide === undefined || example === undefined) return [];
    return [{ type: `${problemTypeBase}${code}`, code, title, status, ...guide, example }];
  });
}

const headers = { 'cache-control': 'public, max-age=300', vary: 'accept' };

function guidePage({ code, title, status, meaning, cause, mend, example }: ProblemGuideView): Answer {
  const part = (name: string, text: string) => `<h2>${name}</h2><p>${escapeHtml(text)}</p>`;
  const page = htmlPage(
    200,
    title,
    [
      `<p><code>${escapeHtml(code)}</code>, status ${status}</p>`,
      part('What it means', meaning),
      part('How it happens', cause),
      part('What to do', mend),
      `<h2>Example</h2><pre>${escapeHtml(JSON.stringify(example, null, 2))}</pre>`,
    ].join('\n'),
  );
  return { ...page, headers: { ...page.headers, ...headers } };
}

/** The page that a problem's `type` names, for people and for programs. @throws ProblemError `not-found` */
export async function explainProblem({ code, accept }: OperationRequest<unknown, unknown>): Promise<Answer> {
  const view = problemGuideViews().find(one => one.code === code);
  if (view === undefined) {
    throw new ProblemError('not-found', 'There is no problem of this code. /openapi.json lists all of them.');
  }
  const isPage = preferredType(accept, ['application/json', 'text/html']) === 'text/html';
  return isPage ? guidePage(view) : { status: 200, headers, body: view };
}
