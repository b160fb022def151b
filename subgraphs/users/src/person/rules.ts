import type { Identity } from "@threefold/identity";
import { allows, check, line, lines, present, refusal, withoutNulls } from "@threefold/subgraph-server";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { rules } from "../authorisation.ts";
import type { SignUpInput, UpdateProfileInput } from "../generated/resolvers.ts";

const USERNAME = /^[a-z][a-z0-9-]{2,29}$/;

const displayName = line(1, 80);
const email = z.email("must be an email address").max(254, "must have at most 254 characters");

const signUp = z
  .object({
    username: z.string().regex(USERNAME, "must be 3 to 30 lower-case letters, digits and hyphens, a letter first"),
    displayName,
    email,
    // Its length and nothing else is asked of a password, as NIST SP 800-63B has it; only what all can read is refused.
    password: z.string().min(10, "must have at least 10 characters").max(200, "must have at most 200 characters"),
  })
  .refine(({ username, password }) => !password.toLowerCase().includes(username), {
    path: ["password"],
    error: "must not contain the username",
  });

const changes = z.object({
  displayName: displayName.optional(),
  bio: lines(0, 500).nullish(),
  email: email.optional(),
  phone: line(0, 30)
    .regex(/^\+?[\d ()./-]*$/, "must be digits, with spaces, brackets, dots, slashes or hyphens between")
    .nullish(),
});

export type NewPerson = ReturnType<typeof newPerson>;
export type ProfileChanges = ReturnType<typeof profileChanges>;

/** Whether somebody can be called so at all. Who cannot is not looked for. */
export const isUsername = (text: string): boolean => USERNAME.test(text);

/** @throws DomainError BAD_USER_INPUT */
export const checkSignUp = (input: SignUpInput) => check(signUp, input, ["input"]);

/** Everybody begins as a customer. The picture is drawn from the id, and stands at its address as soon as that is known. */
export function newPerson({ username, displayName, email }: ReturnType<typeof checkSignUp>) {
  const id = uuid();
  return { id, username, displayName, name: displayName, email, avatarUrl: `/images/avatars/${id}.svg` };
}

/** @throws DomainError BAD_USER_INPUT */
export function profileChanges(input: UpdateProfileInput) {
  const { bio, phone, ...others } = check(changes, withoutNulls(input, ["bio", "phone"]), ["input"]);
  return present({ ...others, bio: emptied(bio), phone: emptied(phone) });
}

/** Nothing but spaces is nothing. */
const emptied = (text: string | null | undefined) => (text === "" ? null : text);

/** Where somebody is reached is between them and the house. */
export const maySeePersonal = (identity: Identity, { id, signedIn }: { id: string; signedIn?: boolean }): boolean =>
  signedIn === true || allows(rules.personal, identity, id);

/** @throws DomainError FORBIDDEN, the same whether there is something to see or not */
export function assertMaySeePersonal(identity: Identity, person: { id: string; signedIn?: boolean }): void {
  if (!maySeePersonal(identity, person)) throw refusal(rules.personal, identity);
}
