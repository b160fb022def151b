import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyThemeChoices } from "../shell/theme.ts";
import { Compare } from "./Compare.tsx";
import "../design/base.css";
import "../shell/shell.css";
import "./compare.css";
import "./charts/charts.css";
import "./payload.css";
import "./unfair.css";
import "./here/here.css";

applyThemeChoices();

const page = document.getElementById("page");
if (!page) throw new Error("the page has no #page");
createRoot(page).render(
  <StrictMode>
    <Compare />
  </StrictMode>,
);
