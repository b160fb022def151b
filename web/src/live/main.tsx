import { createRoot } from "react-dom/client";
import { applyThemeChoices } from "../shell/theme.ts";
import { LivePage } from "./LivePage.tsx";
import "../design/base.css";
import "../shell/shell.css";
import "./live.css";

applyThemeChoices();

const page = document.getElementById("page");
if (!page) throw new Error("the page has no #page");
createRoot(page).render(<LivePage />);
