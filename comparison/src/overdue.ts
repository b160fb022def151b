/** Somebody's module had its time and was not done: it may be in a loop that never ends. */
export class Overdue extends Error {
  override readonly name = "Overdue";
}
