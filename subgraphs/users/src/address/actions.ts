import type { Identity } from "@threefold/identity";
import { allows, DomainError, demandPerson } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { AddressInput, UpdateAddressInput } from "../generated/resolvers.ts";
import type { AddressLoaders } from "./loaders.ts";
import type { AddressBook, AddressRepository, AddressRow } from "./repository.ts";
import { addressChanges, assertRoom, assertStaysDefault, newAddress, noSuchAddress } from "./rules.ts";

/** One address for whoever may see it; to all others there is none. */
export async function addressFor(
  addresses: AddressLoaders,
  identity: Identity,
  id: string,
): Promise<AddressRow | null> {
  const row = await addresses.byId(id);
  return row && allows(rules.address, identity, row.userId) ? row : null;
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFLICT when the book is full */
export async function addAddress(
  addresses: AddressRepository,
  identity: Identity,
  input: AddressInput,
): Promise<AddressRow> {
  const userId = demandPerson(rules.ownAddresses, identity);
  const address = newAddress(input);
  return change(addresses, userId, async (book) => {
    assertRoom(book.rows.length);
    const isDefault = address.isDefault || book.rows.length === 0;
    if (isDefault) await book.clearDefault();
    return book.add({ ...address, isDefault });
  });
}

/** Throws when an address is no longer what the caller has seen; called while nobody else can change it. */
type AssertUnchanged = (now: AddressRow) => void;

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND; what `assertUnchanged` throws */
export async function updateAddress(
  addresses: AddressRepository,
  identity: Identity,
  id: string,
  input: UpdateAddressInput,
  assertUnchanged?: AssertUnchanged,
): Promise<AddressRow> {
  const userId = demandPerson(rules.ownAddresses, identity);
  const changes = addressChanges(input);
  return change(addresses, userId, async (book) => {
    const address = find(book, id);
    assertUnchanged?.(address);
    assertStaysDefault(address.isDefault, changes.isDefault);
    if (changes.isDefault === true && !address.isDefault) await book.clearDefault();
    return book.update(address.id, changes);
  });
}

/**
 * Where it was the default, the oldest of the others becomes it.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND; what `assertUnchanged` throws
 */
export async function removeAddress(
  addresses: AddressRepository,
  identity: Identity,
  id: string,
  assertUnchanged?: AssertUnchanged,
): Promise<string> {
  return change(addresses, demandPerson(rules.ownAddresses, identity), async (book) => {
    const address = find(book, id);
    assertUnchanged?.(address);
    await book.remove(address.id);
    const heir = address.isDefault ? book.rows.find((row) => row.id !== address.id) : undefined;
    if (heir) await book.update(heir.id, { isDefault: true });
    return address.id;
  });
}

async function change<Result>(
  addresses: AddressRepository,
  userId: string,
  work: (book: AddressBook) => Promise<Result>,
): Promise<Result> {
  const result = await addresses.changeBook(userId, work);
  if (result === null) throw new DomainError("NOT_FOUND", "This account is gone.");
  return result;
}

function find(book: AddressBook, id: string): AddressRow {
  const address = book.rows.find((row) => row.id === id.toLowerCase());
  if (!address) throw noSuchAddress();
  return address;
}
