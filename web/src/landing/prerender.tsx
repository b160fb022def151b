import { renderToString } from "react-dom/server";
import { Landing } from "./Landing.tsx";

/** The landing page as it looks before anything is known of the running system. For the build. */
export const render = () => renderToString(<Landing />);
