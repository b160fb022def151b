import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyThemeChoices } from "../shell/theme.ts";
import { Compare } from "./Compare.tsx";
import { putRight } from "./instead.ts";
import "../design/base.css";
import "../shell/shell.css";
import "./compare.css";
import "./charts/charts.css";
import "./payload.css";
import "./unfair.css";
import "./here/here.css";

applyThemeChoices();

const right = putRight(window.location.search);
if (right) window.history.replaceState(null, "", `${right.search}${window.location.hash}`);

const page = document.getElementById("page");
if (!page) throw new Error("the page has no #page");
createRoot(page).render(
  <StrictMode>
    <Compare instead={right?.words} />
  </StrictMode>,
);
