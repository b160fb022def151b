import { check, countryCode, DomainError, line, present, withoutNulls } from "@threefold/subgraph-server";
import { z } from "zod";
import type { AddressInput, UpdateAddressInput } from "../generated/resolvers.ts";

/** Addresses that one book may hold. */
export const MOST = 50;

const fields = {
  label: line(1, 40),
  recipient: line(1, 100),
  line1: line(1, 100),
  line2: line(0, 100).nullish(),
  city: line(1, 80),
  region: line(0, 80).nullish(),
  postalCode: line(1, 16),
  countryCode,
};

const addition = z.object({ ...fields, isDefault: z.boolean() });
const changes = z.object({ ...fields, isDefault: z.boolean() }).partial();

export type NewAddress = ReturnType<typeof newAddress>;
export type AddressChanges = ReturnType<typeof addressChanges>;

/** @throws DomainError BAD_USER_INPUT */
export function newAddress(input: AddressInput) {
  const { line2, region, ...rest } = check(addition, input, ["input"]);
  return { ...rest, line2: line2 || null, region: region || null };
}

/** @throws DomainError BAD_USER_INPUT */
export function addressChanges(input: UpdateAddressInput) {
  const { line2, region, ...rest } = check(changes, withoutNulls(input, ["line2", "region"]), ["input"]);
  return present({ ...rest, line2: line2 === "" ? null : line2, region: region === "" ? null : region });
}

/** @throws DomainError CONFLICT when the book is full */
export function assertRoom(addresses: number): void {
  if (addresses >= MOST) throw new DomainError("CONFLICT", `An address book holds at most ${MOST} addresses.`);
}

/**
 * A book with addresses always has a default, so that the one that is can only be replaced, not taken away.
 * @throws DomainError BAD_USER_INPUT
 */
export function assertStaysDefault(isDefault: boolean, wanted: boolean | undefined): void {
  if (!isDefault || wanted !== false) return;
  throw DomainError.badInput([
    { path: ["input", "isDefault"], message: "must stay true: make another address the default instead" },
  ]);
}

/** The same whether there is no such address or it is somebody else's. */
export const noSuchAddress = () =>
  new DomainError("NOT_FOUND", "There is no such address in your book.", [
    { path: ["id"], message: "there is no such address" },
  ]);
