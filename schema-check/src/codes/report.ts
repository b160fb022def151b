import type { Explanations } from "./explanation.ts";

const CHECK_PLAN = "Compare the query plans that the finding shows.";

/** What is said of operations, of costs, and of the check itself. */
export const REPORT: Explanations = {
  OPERATION_BROKEN: {
    meaning: "A known operation fails validation with the new schema, and no single breaking change explains it.",
    advice: "Keep the schema valid for it, or change the operation first.",
  },
  OPERATION_INVALID: {
    meaning: "A known operation fails validation, and did so before this change.",
    advice: "Correct or remove the operation. Until then nobody knows what breaks it.",
  },
  UNREADABLE_OPERATIONS: {
    meaning: "A file or document of operations cannot be read. Nobody knows what breaks the operations in it.",
    advice: "Correct the file, or leave it out of `operations`.",
  },
  NO_OPERATIONS_FOUND: {
    meaning:
      "A pattern in `operations` matches no file. Nobody knows what breaks the operations that it was meant for.",
    advice: "Correct the pattern in schema-check.yaml or --operations.",
  },
  USAGE_UNKNOWN_OPERATIONS: {
    meaning: "Clients send operations that are in no file, or were not valid before. Nobody knows what breaks them.",
    advice: "Add their files to `operations` in schema-check.yaml, or pass --operations.",
  },
  SUBGRAPH_ASKED_TWICE: {
    meaning:
      "supergraph.yaml reads a schema from a URL, which gives the running version for both sides. Changes in it are not seen.",
    advice: "Read the schema from a file, or give --base a composed supergraph.",
  },
  PLAN_MORE_FETCHES: { meaning: "The gateway sends more requests for an operation.", advice: CHECK_PLAN },
  PLAN_DEEPER: {
    meaning: "More requests of an operation wait for one another. It takes longer, however fast each one is.",
    advice: CHECK_PLAN,
  },
  PLAN_LOST_BATCH: {
    meaning: "The gateway asks a subgraph twice at one step of the plan, where one request was enough.",
    advice: CHECK_PLAN,
  },
  COST_HIGHER: {
    meaning: "An operation costs more by @cost and @listSize. Clients reach limits and budgets sooner.",
    advice: "Raise the limits first, or lower the weight.",
  },
  SECOND_OPINION_DISAGREES: {
    meaning:
      "Two composition libraries disagree on whether the subgraphs compose. A gateway that uses the other one may fail.",
    advice: "Find out which one is right, and write the schema so that both agree.",
  },
  UNSUPPORTED: {
    meaning: "The schema uses something newer than the composition library here. No verdict is possible.",
    advice: "Link a version of federation that is known here, or update @apollo/composition.",
  },
  ACCEPTED_EXPIRED: {
    meaning: "An entry in the file of accepted findings has expired.",
    advice: "Remove the entry, or agree on a new date.",
  },
  ACCEPTED_UNUSED: {
    meaning: "An entry in the file of accepted findings matches nothing. It would let the next such change through.",
    advice: "Remove the entry.",
  },
  ACCEPTED_SPENT: {
    meaning: "An entry in the file of accepted findings was in the base already. It lets nothing through any more.",
    advice: "Remove the entry.",
  },
  SYNTAX_ERROR: { meaning: "A schema cannot be parsed.", advice: "Correct it at the line that is shown." },
};
