/** The three services that own the data. Each has a hue and a shape, the same on every page. */
export type SubgraphName = "products" | "users" | "orders";

const SHAPES = {
  products: <rect x="1" y="1" width="8" height="8" />,
  users: <circle cx="5" cy="5" r="4.5" />,
  orders: <path d="M5 .5 9.8 9.5H.2z" />,
};

/** Says whose data something is: square, circle or triangle, with the name for those who do not see it. */
export function SubgraphMark({ of }: { of: SubgraphName }) {
  return (
    <svg className={`mark mark-${of}`} viewBox="0 0 10 10" role="img" aria-label={of}>
      {SHAPES[of]}
    </svg>
  );
}

/** The same beside a text that says it already. */
export function SilentMark({ of }: { of: SubgraphName }) {
  return (
    <svg className={`mark mark-${of}`} viewBox="0 0 10 10" aria-hidden="true">
      {SHAPES[of]}
    </svg>
  );
}

export type StateName = "good" | "waiting" | "failed";

const ICONS = {
  good: <path d="m4.8 8.2 2.2 2.2 4.2-4.6" />,
  waiting: <path d="M8 4.6V8l2.2 1.6" />,
  failed: <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" />,
};

/** How something stands: an icon, a word and a hue that say the same. */
export function State({ is, children }: { is: StateName; children: string }) {
  return (
    <span className={`state state-${is}`}>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <circle cx="8" cy="8" r="6.5" />
        {ICONS[is]}
      </svg>
      {children}
    </span>
  );
}
