import { nullable, PERSONAL, type Precondition, type RestApi } from "@threefold/rest-server";
import { refusal } from "@threefold/subgraph-server";
import { BY_ID, resource } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { assertMaySeePersonal } from "../person/rules.ts";
import { addAddress, addressFor, removeAddress, updateAddress } from "./actions.ts";
import type { AddressRow } from "./repository.ts";

const text = (description: string) => Type.String({ description });

const FIELDS = {
  label: text("What its owner calls it, for example `Home`: 1 to 40 characters."),
  recipient: text("Who receives the parcel: 1 to 100 characters."),
  line1: text("Street and number: 1 to 100 characters."),
  line2: nullable(text("What else the carrier must know: at most 100 characters.")),
  city: text("1 to 80 characters."),
  region: nullable(text("At most 80 characters.")),
  postalCode: text("1 to 16 characters."),
  countryCode: text("An ISO 3166 code of two capital letters."),
  isDefault: Type.Boolean({ description: "Whether orders go here unless told otherwise." }),
};

/** Which members are there is the client's choice (`fields`, `view`); `id` always is, and all of them are where it was written. */
const Address = Type.Object(
  { id: Type.String({ description: "Opaque and permanent." }), ...Type.Partial(Type.Object(FIELDS)).properties },
  { $id: "Address", description: "Where a parcel can go.", additionalProperties: false },
);

const NewAddress = Type.Object(
  {
    ...FIELDS,
    line2: Type.Optional(FIELDS.line2),
    region: Type.Optional(FIELDS.region),
    isDefault: Type.Optional(FIELDS.isDefault),
  },
  { additionalProperties: false },
);

const AddressPatch = Type.Partial(Type.Object(FIELDS), { additionalProperties: false });

function show({ userId: _, createdAt: _at, ...address }: AddressRow & { createdAt?: Date }) {
  return address;
}

const address = resource({
  fields: {
    id: (row: AddressRow) => row.id,
    label: (row) => row.label,
    recipient: (row) => row.recipient,
    line1: (row) => row.line1,
    line2: (row) => row.line2,
    city: (row) => row.city,
    region: (row) => row.region,
    postalCode: (row) => row.postalCode,
    countryCode: (row) => row.countryCode,
    isDefault: (row) => row.isDefault,
  },
  full: ["id", "label", "recipient", "line1", "line2", "city", "region", "postalCode", "countryCode", "isDefault"],
  summary: ["id", "label", "isDefault"],
});

const CHOICE = Type.Object(address.choice);
const tag = "addresses";

export function addAddressRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listMyAddresses",
    tag,
    summary: "One's own address book, the default one first",
    path: "/users/me/addresses",
    query: CHOICE,
    item: Address,
    cache: PERSONAL,
    async handle({ query }, context) {
      const { identity, addresses } = context;
      const fields = address.chosen(query);
      if (identity.kind !== "person") throw refusal(rules.ownAddresses, identity);
      return { data: await address.showAll(await addresses.loaders.bookOf(identity.id), fields, context) };
    },
  });

  api.list({
    id: "listAddressesOfUser",
    tag,
    summary: "Somebody's address book, the default one first. For themselves and staff.",
    path: "/users/:id/addresses",
    params: BY_ID,
    query: CHOICE,
    item: Address,
    cache: PERSONAL,
    async handle({ params, query }, context) {
      const { identity, people, addresses } = context;
      const fields = address.chosen(query);
      const person = await people.loaders.byId(params.id, ["id"]);
      if (!person) return null;
      assertMaySeePersonal(identity, person);
      return { data: await address.showAll(await addresses.loaders.bookOf(person.id), fields, context) };
    },
  });

  api.read({
    id: "getAddress",
    tag,
    summary: "One address, for whoever may see it",
    path: "/addresses/:id",
    params: BY_ID,
    query: CHOICE,
    answer: Address,
    cache: PERSONAL,
    async handle({ params, query }, context) {
      const fields = address.chosen(query);
      const row = await addressFor(context.addresses.loaders, context.identity, params.id);
      return row && address.show(row, fields, context);
    },
  });

  api.write({
    id: "addAddress",
    tag,
    summary: "Adds to one's own address book",
    method: "POST",
    path: "/users/me/addresses",
    body: NewAddress,
    answer: Address,
    status: 201,
    location: ({ id }) => `../../addresses/${id}`,
    async handle({ body }, { identity, addresses }) {
      return show(await addAddress(addresses.repository, identity, { isDefault: false, ...body }));
    },
  });

  const held = {
    tag,
    path: "/addresses/:id",
    params: BY_ID,
    held: Address,
  } as const;

  api.write({
    ...held,
    id: "updateAddress",
    summary: "Changes what is given of one of one's own addresses and leaves the rest",
    method: "PATCH",
    body: AddressPatch,
    answer: Address,
    async handle({ params, body, precondition }, { identity, addresses }) {
      return show(await updateAddress(addresses.repository, identity, params.id, body, unchanged(precondition)));
    },
  });

  api.write({
    ...held,
    id: "removeAddress",
    summary: "Takes one of one's own addresses out of the book",
    method: "DELETE",
    async handle({ params, precondition }, { identity, addresses }) {
      await removeAddress(addresses.repository, identity, params.id, unchanged(precondition));
      return undefined;
    },
  });
}

const unchanged = (precondition: Precondition | undefined) =>
  precondition && ((now: AddressRow) => precondition(show(now)));
