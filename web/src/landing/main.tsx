import { StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { applyThemeChoices } from "../shell/theme.ts";
import { Landing } from "./Landing.tsx";
import "../design/base.css";
import "../shell/shell.css";
import "./landing.css";
import "./topology.css";
import "./one-query.css";
import "./sections.css";

applyThemeChoices();

const page = document.getElementById("page");
if (!page) throw new Error("the page has no #page");
const landing = (
  <StrictMode>
    <Landing />
  </StrictMode>
);
// A build has the page's first picture in its HTML; the development server has not.
if (page.firstElementChild) hydrateRoot(page, landing);
else createRoot(page).render(landing);
