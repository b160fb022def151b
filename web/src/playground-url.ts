/** Where the Playground opens with an operation of the folder `playground/`, asking as one of the seeded people. */
export function playgroundUrl(operationId: string, as?: string): string {
  const query = new URLSearchParams({ operation: operationId, ...(as === undefined ? {} : { as }) });
  return `/playground/?${query}`;
}
