import type { ReactNode } from "react";

/** What may be wider than a phone: it scrolls by itself, and where there is something to scroll, a keyboard can reach it. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className="scroll" aria-label={label} ref={reachable}>
    {children}
  </section>
);

function reachable(element: HTMLElement | null) {
  if (!element) return;
  const observer = new ResizeObserver(() => {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  });
  observer.observe(element);
  return () => observer.disconnect();
}
