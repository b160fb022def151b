import { subgraphConfig } from "@threefold/prisma/config";

export default subgraphConfig("products");
