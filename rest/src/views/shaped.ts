/** What a schema knows of a value, in the schema's order. */
export function shapedAs(schema: unknown, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { properties, items } = Object(schema) as { properties?: object; items?: unknown };
  if (Array.isArray(value)) return value.map((each: unknown) => shapedAs(items, each));
  if (properties === undefined) return value;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, inside]) => {
      const member: unknown = Reflect.get(value, name);
      return member === undefined ? [] : [[name, shapedAs(inside, member)]];
    }),
  );
}
