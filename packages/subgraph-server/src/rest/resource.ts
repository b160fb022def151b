import { HttpProblem } from "@threefold/rest-server";
import Type from "typebox";

/** How each field of a resource is made of a row. */
type Fields<Row, Context> = Readonly<Record<string, (row: Row, context: Context) => unknown>>;

/** What a client chose to get of a resource. */
export interface Choice {
  readonly fields?: string;
  readonly view?: "full" | "summary";
}

export interface Resource<Row, Context> {
  /** The query parameters by which clients choose. */
  readonly choice: {
    readonly fields: Type.TOptional<Type.TString>;
    readonly view: Type.TOptional<Type.TUnsafe<"full" | "summary">>;
  };
  /** @throws HttpProblem naming a field that is not known */
  chosen(choice: Choice): readonly string[];
  /** The resource with these fields. */
  show(row: Row, fields: readonly string[], context: Context): Promise<object>;
  showAll(rows: readonly Row[], fields: readonly string[], context: Context): Promise<object[]>;
}

/**
 * A resource as REST shows it.
 * @param options.full what is shown unless a client chooses: what costs more, or is not for everybody, is left to `fields`
 * @param options.summary what lists need
 */
export function resource<Row, Context, const Names extends Fields<Row, Context>>(options: {
  readonly fields: Names & Fields<Row, Context>;
  readonly full: readonly (keyof Names & string)[];
  readonly summary: readonly (keyof Names & string)[];
}): Resource<Row, Context> {
  const { fields, full, summary } = options;
  const names = Object.keys(fields);
  // Figures of some days are known by their days, and have no id.
  const always = Object.hasOwn(fields, "id") ? ["id"] : [];
  const show = async (row: Row, chosen: readonly string[], context: Context): Promise<object> => {
    const shown: Record<string, unknown> = {};
    const underway: Promise<void>[] = [];
    for (const name of chosen) {
      const value = fields[name]?.(row, context);
      if (value instanceof Promise) {
        underway.push(
          value.then((loaded) => {
            shown[name] = loaded;
          }),
        );
      } else shown[name] = value;
    }
    if (underway.length > 0) await Promise.all(underway);
    return shown;
  };
  return {
    choice: {
      fields: Type.Optional(
        Type.String({
          description: `Only these, with commas between${always.map((name) => `; \`${name}\` always`).join("")}. Of: ${names.join(", ")}.`,
        }),
      ),
      view: Type.Optional(
        Type.Unsafe<"full" | "summary">({
          enum: ["full", "summary"],
          description: `\`summary\` has ${summary.join(", ")}. \`full\` has ${full.join(", ")}.`,
        }),
      ),
    },
    chosen({ fields: given, view }) {
      if (given === undefined) return view === "summary" ? summary : full;
      if (view !== undefined) throw HttpProblem.parameter("view", "is one way to choose and fields another: send one");
      const wanted = given.split(",");
      const unknown = wanted.find((name) => !Object.hasOwn(fields, name));
      if (unknown !== undefined) {
        throw HttpProblem.parameter("fields", `${JSON.stringify(unknown)} is none of ${names.join(", ")}`);
      }
      return [...new Set([...always, ...wanted])];
    },
    show,
    showAll: (rows, chosen, context) => Promise.all(rows.map((row) => show(row, chosen, context))),
  };
}
