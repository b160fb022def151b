import { nullable } from "@threefold/rest-server";
import Type from "typebox";

/** Shapes that several views have. */
export const Money = Type.Object({ amount: Type.Integer(), currency: Type.String() }, { additionalProperties: false });
export const Picture = Type.Object({ url: Type.String(), alt: Type.String() }, { additionalProperties: false });
export const Status = Type.String();
export const Time = Type.String({ format: "date-time" });
export const text = nullable(Type.String());
export const money = nullable(Money);
export const picture = nullable(Picture);
export const number = nullable(Type.Number());
/** Somebody by name, as all screens show people; null when there is no such person, or the users service is missing. */
export const person = nullable(Type.String());

export const object = <Properties extends Record<string, Type.TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
export const list = <Item extends Type.TSchema>(item: Item) => Type.Array(item);
