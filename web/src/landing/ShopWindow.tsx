import { State, SubgraphMark } from "../design/marks.tsx";
import { money } from "../design/money.ts";
import type { Answer, ShownProduct } from "./shop-window.ts";

/** The answer as a reader would set it, with whose each value is. */
export function ShopWindow({ answer, askAgain }: { answer: Answer; askAgain: () => void }) {
  return (
    <div className="answer" aria-live="polite" aria-busy={answer.state === "asking"}>
      <div className="answer-head">
        <p>{headOf(answer)}</p>
        <button className="button button-small" type="button" disabled={answer.state === "asking"} onClick={askAgain}>
          Ask again
        </button>
      </div>
      {answer.state === "asking" && <Waiting />}
      {answer.state === "answered" && answer.products.map((product) => <Product key={product.name} {...product} />)}
      {answer.state === "answered" && answer.silent.length > 0 && (
        <p className="answer-note">
          What {answer.silent.join(" and ")} would add is missing. Ask again when it is back.
        </p>
      )}
      {answer.state === "answered" && answer.products.length === 0 && (
        <p className="answer-note">
          There are no products yet. <code>npm run seed</code> adds some.
        </p>
      )}
      {answer.state === "failed" && (
        <p className="answer-note">{answer.reason} See below which service is down, and ask again when it is back.</p>
      )}
      {answer.state === "unreachable" && (
        <p className="answer-note">
          Nothing answers at <code>/graphql</code>. Start the system with <code>npm start</code>, then ask again.
        </p>
      )}
    </div>
  );
}

function headOf(answer: Answer) {
  if (answer.state === "asking") return <State is="waiting">Asking</State>;
  if (answer.state === "answered")
    return answer.silent.length > 0 ? (
      <State is="waiting">{`Answered in part, in ${Math.round(answer.milliseconds)} ms`}</State>
    ) : (
      <State is="good">{`Answered in ${Math.round(answer.milliseconds)} ms`}</State>
    );
  return <State is="failed">{answer.state === "failed" ? "No answer to this query" : "No connection"}</State>;
}

function Product({ name, price, unitsSold, seller, reviews }: ShownProduct) {
  return (
    <article className="product">
      <h3>
        <SubgraphMark of="products" /> {name}
      </h3>
      <p className="price">
        <SubgraphMark of="products" /> {money(price)}
      </p>
      <p className="facts">
        <span>
          <SubgraphMark of="users" /> {seller.displayName} sells it
        </span>
        <span>
          <SubgraphMark of="orders" />{" "}
          {unitsSold === null ? "sales not known" : `${unitsSold.toLocaleString("en")} sold`}
        </span>
      </p>
      {reviews.edges.length > 0 && (
        <ul>
          {reviews.edges.map(({ node }) => (
            <li key={`${node.author.displayName} ${node.title}`}>
              <span className="rating">
                <SubgraphMark of="products" /> {node.rating}/5
              </span>
              <span>“{node.title}”</span>
              <span className="author">
                <SubgraphMark of="users" /> {node.author.displayName}
              </span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Holds the place of three products, so that nothing jumps when they come. */
const Waiting = () => (
  <>
    {["first", "second", "third"].map((which) => (
      <div className="product waiting" key={which} aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
    ))}
  </>
);
