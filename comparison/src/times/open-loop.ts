/**
 * Begins something at a fixed rate, whether or not what began before has ended: as people come, who do not know of one another.
 * @param perSecond how often
 * @param times how often in all
 * @returns how long each took, in milliseconds, from when it was to begin: what waits since others are slow has waited
 *   (coordinated omission, as G. Tene calls what is left out otherwise)
 * @throws what one of them throws
 */
export function openLoop(
  work: (number: number) => Promise<void>,
  { perSecond, times }: { readonly perSecond: number; readonly times: number },
): Promise<number[]> {
  const began = performance.now();
  const one = async (number: number): Promise<number> => {
    const intended = began + (number * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(intended - performance.now())));
    await work(number);
    return performance.now() - intended;
  };
  return Promise.all(Array.from({ length: times }, (_, number) => one(number)));
}
