-- What must hold of every row, whoever writes it, and what Prisma's schema language cannot say.

ALTER TABLE "person"
  ADD CONSTRAINT "person_username_check" CHECK ("username" ~ '^[a-z][a-z0-9-]{2,29}$');

ALTER TABLE "address"
  ADD CONSTRAINT "address_country_code_check" CHECK ("country_code" ~ '^[A-Z]{2}$');

-- At most one address of a person is where orders go unless told otherwise.
CREATE UNIQUE INDEX "address_default_key" ON "address" ("user_id") WHERE "is_default";
