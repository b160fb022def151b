import { nullable, PERSONAL, type Precondition, type RestApi } from "@threefold/rest-server";
import { refusal } from "@threefold/subgraph-server";
import { BY_ID } from "@threefold/subgraph-server/rest";
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

const Address = Type.Object(
  { id: Type.String({ description: "Opaque and permanent." }), ...FIELDS },
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

const tag = "addresses";

export function addAddressRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listMyAddresses",
    tag,
    summary: "One's own address book, the default one first",
    path: "/users/me/addresses",
    item: Address,
    cache: PERSONAL,
    async handle(_input, { identity, addresses }) {
      if (identity.kind !== "person") throw refusal(rules.ownAddresses, identity);
      return { data: (await addresses.loaders.bookOf(identity.id)).map(show) };
    },
  });

  api.list({
    id: "listAddressesOfUser",
    tag,
    summary: "Somebody's address book, the default one first. For themselves and staff.",
    path: "/users/:id/addresses",
    params: BY_ID,
    item: Address,
    cache: PERSONAL,
    async handle({ params }, { identity, people, addresses }) {
      const person = await people.loaders.byId(params.id, ["id"]);
      if (!person) return null;
      assertMaySeePersonal(identity, person);
      return { data: (await addresses.loaders.bookOf(person.id)).map(show) };
    },
  });

  api.read({
    id: "getAddress",
    tag,
    summary: "One address, for whoever may see it",
    path: "/addresses/:id",
    params: BY_ID,
    answer: Address,
    cache: PERSONAL,
    handle: ({ params }, context) => oneAddress(params.id, context),
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

async function oneAddress(id: string, { identity, addresses }: Context): Promise<object | null> {
  const row = await addressFor(addresses.loaders, identity, id);
  return row && show(row);
}
