/** The service breaks the connection instead of answering: the caller cannot know whether its request was carried out. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}
