import { type QueryKey, useQueryClient } from '@tanstack/react-query';

/** Waits until what was just asked for anew is drawn: queries tell it by a timer of no time, and this one comes after it. */
export const drawn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/** Takes out of a list what is gone, before a dialog gives the focus back to a button that is about to go with it. */
export function useRedraw(): (queryKey: QueryKey) => Promise<void> {
  const queries = useQueryClient();
  return async queryKey => {
    await queries.invalidateQueries({ queryKey });
    await drawn();
  };
}
