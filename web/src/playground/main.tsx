import "graphiql/setup-workers/vite";
import { createRoot } from "react-dom/client";
import { operations } from "../operations.ts";
import { signIn } from "../session.ts";
import { applyThemeChoices, currentTheme } from "../shell/theme.ts";
import { readSystem } from "../system.ts";
import { offerOperations } from "./offers.ts";
import { Playground } from "./Playground.tsx";
import { rememberTabs } from "./remembered.ts";
import "@graphiql/react/style.css";
import "@graphiql/plugin-history/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "graphiql/graphiql.css";
import "../design/base.css";
import "../shell/shell.css";
import "./playground.css";
import "./explain/explain.css";

applyThemeChoices();

const page = document.getElementById("page");
if (!page) throw new Error("the page has no #page");

const address = new URLSearchParams(location.search);
const [{ people }, offers] = await Promise.all([readSystem(), offerOperations()]);
const person = people.find(({ username }) => username === address.get("as"));
// Who cannot be signed in is not a reason to show nothing: the answer will say so.
if (person) await signIn(person).catch(() => undefined);
const wanted = operations.find(({ id }) => id === address.get("operation"));
const tabs = rememberTabs(offers, currentTheme(), wanted?.name);

createRoot(page).render(<Playground people={people} offers={offers} tabs={tabs} />);
