import { useState } from "react";

/**
 * A choice that stands in the page's address, so that a link shows another the same.
 * @param initial what is chosen where the address says nothing, or nothing that is right
 * @param isRight whether what an address says can be chosen
 */
export function useInAddress<Value extends string>(
  name: string,
  initial: Value,
  isRight: (value: string) => value is Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => {
    const said = new URLSearchParams(window.location.search).get(name);
    return said !== null && isRight(said) ? said : initial;
  });
  const choose = (next: Value) => {
    setValue(next);
    const search = new URLSearchParams(window.location.search);
    if (next === initial) search.delete(name);
    else search.set(name, next);
    window.history.replaceState(null, "", `?${search}`);
  };
  return [value, choose];
}
