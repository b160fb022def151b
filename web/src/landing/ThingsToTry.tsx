import { playgroundUrl } from "../playground-url.ts";

const THINGS: readonly { id: string; as?: string; action: string; title: string; text: string }[] = [
  {
    id: "three-subgraphs",
    action: "Run the query",
    title: "Ask three services at once",
    text: "The query above, in an editor that knows the whole graph. Add a field and run it again.",
  },
  {
    id: "shipping-estimate",
    action: "Estimate shipping",
    title: "Watch a field reach across",
    text: "orders computes what shipping costs from weights that only products knows. The gateway carries them over.",
  },
  {
    id: "my-orders",
    as: "ada",
    action: "See orders as Ada",
    title: "Ask as somebody",
    text: "Signed in as Ada, a customer, the same graph shows her orders; to everybody else it does not tell that they exist.",
  },
  {
    id: "place-order",
    as: "ada",
    action: "Place an order as Ada",
    title: "Buy something twice, once",
    text: "Send the order, then send it again as a broken connection would: the same key, the same order, one piece less in stock.",
  },
  {
    id: "staff-desk",
    as: "stan",
    action: "Open the desk as Stan",
    title: "See all of it",
    text: "Staff see what waits to be sent and how the month went. Change who asks, and it is forbidden, with a path and a code.",
  },
];

export function ThingsToTry() {
  return (
    <section aria-labelledby="try">
      <h2 id="try">What to try, in this order</h2>
      <ol className="things">
        {THINGS.map(({ id, as, action, title, text }, index) => (
          <li key={id}>
            <span className="number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
            <a className="button button-small" href={playgroundUrl(id, as)}>
              {action}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
