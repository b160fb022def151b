import { launchBrowser, noBrowser, type Visit, visit } from "@threefold/web/testing";
import { expect, test } from "vitest";
import { startAnotherGateway } from "../system/another-gateway.ts";
import { ask, signIn } from "../system/client.ts";

const shippingAddress = {
  recipient: "Ada",
  line1: "1 Analytical Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};

interface Placed {
  readonly id: string;
  readonly number: string;
}

/** Buys one piece. */
async function place(token: string, productId: string): Promise<Placed> {
  const { data } = await ask<{ placeOrder: Placed }>(
    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id number } }",
    { input: { idempotencyKey: crypto.randomUUID(), shippingAddress, items: [{ productId, quantity: 1 }] } },
    { token },
  );
  return data.placeOrder;
}

async function somethingInStock(): Promise<{ id: string; stock: { available: number } }> {
  const { data } = await ask<{ products: { edges: { node: { id: string; stock: { available: number } } }[] } }>(
    "{ products(first: 50, filter: { inStock: true }, sort: NAME) { edges { node { id stock { available } } } } }",
  );
  const product = data.products.edges.map(({ node }) => node).find(({ stock }) => stock.available >= 9);
  if (!product) throw new Error("nothing is in stock");
  return product;
}

/** The cards of an order on a board, by column. */
async function columnsOf(board: Visit, { number }: Placed): Promise<(string | null)[]> {
  const columns = board.page.locator(".board section", { has: board.page.locator("h3", { hasText: number }) });
  return Promise.all((await columns.all()).map((column) => column.getAttribute("aria-label")));
}

const cardIn = ({ page }: Visit, column: string, { number }: Placed) =>
  page.getByRole("region", { name: column }).locator(".card", { hasText: number });

const title = noBrowser === undefined ? "" : ` (skipped: ${noBrowser})`;

test.skipIf(noBrowser !== undefined)(
  `a board that is open over a restart of the gateway shows what happened meanwhile, once${title}`,
  async () => {
    await using gateway = await startAnotherGateway();
    await using browser = await launchBrowser();
    const [ada, stan] = [await signIn("ada"), await signIn("stan")];
    const product = await somethingInStock();
    const boards: Visit[] = [];
    for (const transport of ["WebSocket", "Server-sent events", "Multipart"]) {
      const board = await visit(browser, `${gateway.url}/live/`);
      await board.page.getByRole("button", { name: /^Watch as Stan/ }).click();
      await board.page.getByText(transport, { exact: true }).click();
      await board.page.getByText("Connected: changes appear").waitFor();
      boards.push(board);
    }
    const onAll = (look: (board: Visit) => Promise<unknown>) => Promise.all(boards.map(look));
    const advance = ({ id }: Placed) =>
      ask("mutation ($id: ID!) { advanceOrder(id: $id) { status } }", { id }, { token: stan });
    const before = await place(ada, product.id);
    await onAll((board) => cardIn(board, "Confirmed", before).waitFor());

    await gateway.stop();
    await onAll(({ page }) => page.getByText("Connection lost").waitFor());
    await advance(before);
    const meanwhile = await place(ada, product.id);

    await gateway.start();
    await onAll(({ page }) => page.getByText("Connected: changes appear").waitFor());
    await onAll((board) => cardIn(board, "Shipped", before).waitFor());
    await onAll((board) => cardIn(board, "Confirmed", meanwhile).waitFor());
    // Two pieces were bought: one seen, one unseen.
    await onAll((board) =>
      cardIn(board, "Confirmed", meanwhile)
        .getByText(`${product.stock.available - 2} left`)
        .waitFor(),
    );

    await advance(before);
    await onAll((board) => cardIn(board, "Delivered", before).waitFor());
    for (const board of boards) {
      expect(await columnsOf(board, before)).toEqual(["Delivered"]);
      expect(await columnsOf(board, meanwhile)).toEqual(["Confirmed"]);
    }
  },
  90_000,
);
