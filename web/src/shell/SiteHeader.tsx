import type { ReactNode } from "react";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

const PAGES = [
  { href: "/", label: "Overview" },
  { href: "/playground/", label: "Playground" },
  { href: "/live/", label: "Live" },
  { href: "/compare/", label: "Comparison" },
] as const;

/** What stands at the top of every page. `children` stand beside the theme switch. */
export function SiteHeader({ page, children }: { page: (typeof PAGES)[number]["href"]; children?: ReactNode }) {
  return (
    <header className="site-header">
      <a className="site-name" href="/">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path className="mark-products" d="M4 9l8-4v18l-8 4z" />
          <path className="mark-users" d="M12 5l8 4v18l-8-4z" />
          <path className="mark-orders" d="M20 9l8-4v18l-8 4z" />
        </svg>
        <span>Threefold</span>
      </a>
      <nav aria-label="Pages">
        {PAGES.map(({ href, label }) => (
          <a key={href} href={href} {...(href === page ? { "aria-current": "page" } : {})}>
            {label}
          </a>
        ))}
      </nav>
      <div className="site-controls">
        {children}
        <ThemeSwitch />
      </div>
    </header>
  );
}
