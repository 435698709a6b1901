const codingForm = /^\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$/i;

/** Whether an `Accept-Encoding` header lets an answer be compressed: RFC 9110 §12.5.3. Without the header nothing is. */
export function acceptsGzip(header = ''): boolean {
  const qualities = new Map(
    header.split(',').flatMap(part => {
      const [, coding, quality = '1'] = codingForm.exec(part) ?? [];
      return coding === undefined ? [] : [[coding.toLowerCase(), Number(quality)] as const];
    }),
  );
  return (qualities.get('gzip') ?? qualities.get('x-gzip') ?? qualities.get('*') ?? 0) > 0;
}
