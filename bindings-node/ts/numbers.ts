/** The numbers by which this copy of the modules and the addon speak of calls and stores. */

let first = 0;
let last = 0;

/** Where the numbers of this copy begin: another copy over the same addon has others. */
export function beginAfter(number: number): void {
  first = number;
  last = number;
}

/** A number that nothing has had before. */
export function next(): number {
  last += 1;
  return last;
}

/** Whether a number was given by this copy. */
export function isOwn(number: number): boolean {
  return number > first && number <= last;
}
