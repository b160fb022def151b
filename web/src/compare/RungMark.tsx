import { styleOf } from "./data.ts";

export const RungMark = ({ rung }: { rung: string }) => <span className={`rung rung-${styleOf(rung)}`}>{rung}</span>;
