import Type from "typebox";

/** Schemas that all services' REST APIs share. */

export const Money = Type.Object(
  {
    amount: Type.Integer({ description: "How much, in the smallest unit of the currency." }),
    currency: Type.String({ description: "An ISO 4217 code, for example EUR." }),
  },
  { description: "A sum of money in one currency.", additionalProperties: false },
);

export const Id = Type.String({ description: "Opaque and permanent." });

export const Time = Type.String({ format: "date-time" });
