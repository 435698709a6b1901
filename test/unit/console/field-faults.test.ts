import { describe, expect, it } from 'vitest';
import { FinehookError } from '../../../client/api/client.ts';
import { faultAt, isAllAt } from '../../../console/src/ui/field-faults.ts';

const refusal = new FinehookError({
  status: 400,
  code: 'invalid-request',
  detail: 'The body is not valid.',
  errors: [
    { pointer: '/name', detail: 'Too long.' },
    { pointer: '/companies/0', detail: 'No such company.' },
  ],
});

describe('faults of fields', () => {
  it('are found at a member and inside of it', () => {
    expect(faultAt(refusal, '/name')).toBe('Too long.');
    expect(faultAt(refusal, '/companies')).toBe('No such company.');
    expect(faultAt(refusal, '/nam')).toBeUndefined();
    expect(faultAt(new Error('else'), '/name')).toBeUndefined();
  });

  it('leave nothing to say when each has a field', () => {
    expect(isAllAt(refusal, ['/name', '/companies'])).toBe(true);
    expect(isAllAt(refusal, ['/name'])).toBe(false);
    expect(isAllAt(new FinehookError({ status: 503, code: 'busy', detail: 'Later.' }), ['/name'])).toBe(
      false,
    );
  });
});
