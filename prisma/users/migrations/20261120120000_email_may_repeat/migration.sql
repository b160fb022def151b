-- Nobody proves here that an email address is theirs. Were it unique, somebody could keep its owner from opening an
-- account, and the refusal would tell anybody who asks whether it has one.
DROP INDEX "person_email_key";
