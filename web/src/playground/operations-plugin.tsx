import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import type { Operation } from "@threefold/playground";
import { operations } from "../operations.ts";
import { signIn, useSession } from "../session.ts";
import { PlaceOrder } from "../shop/PlaceOrder.tsx";
import { TransportSwitch } from "../stream/TransportSwitch.tsx";
import { firstName, type Person } from "../system.ts";
import { EXPLAIN_TITLE } from "./explain/explain-plugin.tsx";
import { isNarrow } from "./room.ts";
import type { Offer } from "./tabs.ts";

/** The operations to try as a list beside the editor, the open one with its story. */
export function createOperationsPlugin(people: readonly Person[], offers: readonly Offer[]): GraphiQLPlugin {
  return {
    title: "Operations to try",
    icon: OperationsIcon,
    content: () => <OperationList people={people} offers={offers} />,
  };
}

interface OperationListProps {
  people: readonly Person[];
  offers: readonly Offer[];
}

function OperationList({ people, offers }: OperationListProps) {
  const tabs = useGraphiQL(({ tabs }) => tabs);
  const active = useGraphiQL(({ activeTabIndex }) => tabs[activeTabIndex]?.title);
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const { addTab, changeTab, setVisiblePlugin } = useGraphiQLActions();

  const open = ({ name }: Operation) => {
    if (isNarrow()) setVisiblePlugin(null);
    const index = tabs.findIndex(({ title }) => title === name);
    if (index !== -1) return changeTab(index);
    const offer = offers.find((candidate) => candidate.name === name);
    addTab();
    queryEditor?.setValue(offer?.query ?? "");
    variableEditor?.setValue(offer?.variables ?? "");
  };

  return (
    <section className="operations" aria-labelledby="operations">
      <h2 id="operations">Operations to try</h2>
      <ol>
        {operations.map((operation, index) => {
          const isOpen = operation.name === active;
          return (
            <li key={operation.id} className={isOpen ? "open" : ""}>
              <button type="button" aria-expanded={isOpen} onClick={() => open(operation)}>
                <span className="number">{index + 1}</span>
                <span className="title">{operation.title}</span>
                {operation.as !== "anonymous" && <span className="as">as {nameOf(operation, people)}</span>}
              </button>
              {isOpen && <Story operation={operation} people={people} offers={offers} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Story({ operation, people, offers }: { operation: Operation } & OperationListProps) {
  const session = useSession();
  const { setVisiblePlugin } = useGraphiQLActions();
  const person = people.find(({ username }) => username === operation.as);
  return (
    <div className="story">
      <p>{operation.story}</p>
      <p>
        <strong>Notice</strong> {operation.notice}
      </p>
      {person && session?.username !== person.username && (
        <button className="button button-small" type="button" onClick={() => signIn(person)}>
          Ask as {firstName(person)}
        </button>
      )}
      {operation.kind !== "subscription" && (
        <button className="button button-small" type="button" onClick={() => setVisiblePlugin(EXPLAIN_TITLE)}>
          See its plan
        </button>
      )}
      {operation.kind === "subscription" && <Causes operation={operation} people={people} offers={offers} />}
    </div>
  );
}

/** How the events of a subscription come, and what makes one happen. */
function Causes({ operation, people, offers }: { operation: Operation } & OperationListProps) {
  const customer = people.find(({ role }) => role === "CUSTOMER");
  return (
    <>
      <TransportSwitch />
      {customer && <PlaceOrder as={customer} productId={productIn(operation, offers)} />}
    </>
  );
}

/** The product that an operation is about, as its variables have it. */
function productIn({ name }: Operation, offers: readonly Offer[]): string | undefined {
  const { productId } = JSON.parse(offers.find((offer) => offer.name === name)?.variables || "{}");
  return typeof productId === "string" && productId !== "" ? productId : undefined;
}

function nameOf({ as }: Operation, people: readonly Person[]) {
  const person = people.find(({ username }) => username === as);
  return person ? firstName(person) : as;
}

const OperationsIcon = () => (
  <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
    <path d="M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.5M2.5 8h.5M2.5 12h.5" />
  </svg>
);
