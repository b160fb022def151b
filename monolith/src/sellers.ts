import { NOBODY, type Service } from "@threefold/identity";
import type { Sellers } from "@threefold/subgraph-products/domain";
import type { UsersDomain } from "@threefold/subgraph-users/domain";

const PRODUCTS: Service = { kind: "service", name: "products" };

/** The users domain as the products domain sees it: asked in its own name, as over the network, without one. */
export const localSellers = (domain: UsersDomain): Sellers => ({
  async exists(id) {
    const { people } = domain.context({ ...NOBODY.value, identity: PRODUCTS });
    return (await people.loaders.byId(id, ["id"])) !== null;
  },
});
