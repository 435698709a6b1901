import { readFileSync } from 'node:fs';

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: USER_HZ, 100 on every Linux that Node.js runs on. */
const tickMs = 10;
/** Of `utime`, after the name of the program, which may hold anything: utime, stime, and both of children that have ended. */
const firstTime = 11;

/** Milliseconds of CPU that a process and all that it has started have used. Linux only. */
export function processTimeMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  const own = fields.slice(firstTime, firstTime + 4).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  if (children === '') return own;
  return children.split(' ').reduce((sum, child) => sum + timeUnlessOver(Number(child)), own);
}

/** A child that has ended meanwhile is in its parent's times, the next time that they are read. */
function timeUnlessOver(pid: number): number {
  try {
    return processTimeMs(pid);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return 0;
    throw error;
  }
}
