import { people } from "../../people.ts";
import type { Table } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { randomFor } from "../../seed/random.ts";
import { NOW, timestamp } from "../../seed/time.ts";
import { addressesOf } from "./address.ts";
import { hashPassword } from "./password.ts";
import { joinedAt, personOf } from "./person.ts";

const BIOS = [
  "Reads in the bath, gardens in the dark.",
  "Three children, two jobs, one good coffee grinder.",
  "Buys little and keeps it long.",
  "On a bicycle whenever it does not rain, and then anyway.",
  "Collects records and excuses.",
  "Moved four times; the lamp came along each time.",
];

/** Everybody, where they live, and the passwords of the four who are shown. */
export function userTables(users: number): Table[] {
  const person: Table = {
    name: "person",
    columns: [
      "id",
      "username",
      "name",
      "display_name",
      "email",
      "phone",
      "avatar_url",
      "bio",
      "role",
      "created_at",
      "updated_at",
    ],
    expected: users,
    *rows() {
      for (let index = 0; index < users; index += 1) {
        const { username, name, displayName, role, locale } = personOf(index);
        const random = randomFor("person details", index);
        const id = idOf("person", index);
        const joined = timestamp(joinedAt(index));
        locale.faker.seed(index);
        const phone = random.chance(0.7) ? locale.faker.phone.number({ style: "international" }) : null;
        const bio = random.chance(0.3) ? random.pick(BIOS) : null;
        const avatar = `/images/avatars/${id}.svg`;
        yield [id, username, name, displayName, `${username}@example.com`, phone, avatar, bio, role, joined, joined];
      }
    },
  };
  const address: Table = {
    name: "address",
    columns: [
      "id",
      "user_id",
      "label",
      "recipient",
      "line1",
      "line2",
      "city",
      "postal_code",
      "country_code",
      "is_default",
      "created_at",
    ],
    expected: Math.round(users * 1.45),
    *rows() {
      for (let index = 0; index < users; index += 1) {
        for (const [place, given] of addressesOf(index).entries()) {
          const { label, recipient, line1, line2, city, postalCode, countryCode } = given;
          const ids = [idOf("address", index * 4 + place), idOf("person", index)];
          const since = timestamp(joinedAt(index) + place);
          yield [...ids, label, recipient, line1, line2, city, postalCode, countryCode, place === 0, since];
        }
      }
    },
  };
  const credential: Table = {
    name: "credential",
    columns: ["user_id", "password_hash", "updated_at"],
    expected: Object.keys(people).length,
    *rows() {
      for (const { index, username, password } of Object.values(people)) {
        yield [idOf("person", index), hashPassword(password, username), timestamp(NOW)];
      }
    },
  };
  return [person, address, credential];
}
