// Made from rest/openapi.json by `npm run openapi`: not to be edited.

export interface paths {
    "/addresses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One address, for whoever may see it */
        get: operations["getAddress"];
        put?: never;
        post?: never;
        /** Takes one of one's own addresses out of the book */
        delete: operations["removeAddress"];
        options?: never;
        head?: never;
        /** Changes what is given of one of one's own addresses and leaves the rest */
        patch: operations["updateAddress"];
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All API keys, newest first, those that ended as well. For admins. */
        get: operations["listApiKeys"];
        put?: never;
        /** Makes an API key. This answer is the only place where the key is ever seen. By admins. */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an API key: it is refused everywhere within half a minute. By admins. */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own cart; there is none before something was put in */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts pieces of a product into one's own cart, on top of those that are there */
        post: operations["addToCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets how many pieces of a product one's own cart holds */
        put: operations["setCartItem"];
        post?: never;
        /** Takes a product out of one's own cart */
        delete: operations["removeCartItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The top of the category tree, or what is under one, or those with the given ids or slug */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One category */
        get: operations["getCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Oneself, with what is one's own: the address book and the cart */
        get: operations["jsonApiAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own cart */
        get: operations["jsonApiCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The categories */
        get: operations["jsonApiCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the categories */
        get: operations["jsonApiCategory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders */
        get: operations["jsonApiOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the orders */
        get: operations["jsonApiOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products */
        get: operations["jsonApiProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the products */
        get: operations["jsonApiProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/products/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reviews of one of the products */
        get: operations["jsonApiReviewsOfProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the reviews */
        get: operations["jsonApiReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/sales/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was ordered in a time of at most 92 days, and what sold best. For staff. */
        get: operations["jsonApiSalesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the users */
        get: operations["jsonApiUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/users/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders of one of the users */
        get: operations["jsonApiOrdersOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jsonapi/users/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reviews of one of the users */
        get: operations["jsonApiReviewsOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those with the given ids or number that whoever asks may see; all orders, newest first, for staff */
        get: operations["listOrders"];
        put?: never;
        /** Orders what is in one's own cart, or the items given. The same key twice gives the same order once. */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order, for its customer and staff */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/advancement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a confirmed order on: confirmed to shipped, shipped to delivered; with `from`, only if it stands there. By staff. */
        post: operations["advanceOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls an order off that has not been shipped. By its customer or staff. */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens to an order, as it happens; with `Last-Event-ID`, also what has happened since that event */
        get: operations["followOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of an order, in the order they were entered */
        get: operations["listOrderItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/shipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parcel of an order that was shipped */
        get: operations["getShipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an order, oldest first */
        get: operations["listOrderEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many pieces were sold of several products */
        get: operations["listProductSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue, page by page, or those with the given ids or SKU */
        get: operations["listProducts"];
        put?: never;
        /** Puts a new product into the catalogue. Sellers list their own products; staff may list for any seller. */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole catalogue as a table (CSV, RFC 4180) */
        get: operations["exportProductsAsTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole catalogue, one product a line (NDJSON) */
        get: operations["exportProductsAsLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products whose name starts with what was typed, then those whose texts contain its words, best first */
        get: operations["searchProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what is given and leaves the rest. Only by the product's seller or staff. */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/products/{id}/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a product brought in all, without shipping. For its seller and staff. */
        get: operations["getRevenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What buyers say of a product */
        get: operations["listReviewsOfProduct"];
        put?: never;
        /** Writes a review, one by each person for each product */
        post: operations["reviewProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/shipping-estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What sending one piece of a product costs, by its weight or its size, whichever is more */
        get: operations["estimateShipping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of one product */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/stock/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds to the stock on hand, or takes from it with a negative number. Only by the product's seller or staff. */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews by their ids, or the first of each of several products or authors */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review */
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sales/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was ordered in a time of at most 92 days. For staff. */
        get: operations["getSalesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a username and password for a session */
        post: operations["signIn"];
        /** Ends all sessions of the person asking, on all devices */
        delete: operations["signOutEverywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends the session that is asking, on this device */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a refresh token for a new session's worth of tokens. Each is good for one exchange. */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of several products */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those with the given ids or username; all people, page by page, for staff */
        get: operations["listUsers"];
        put?: never;
        /** Opens an account as a customer, and signs in */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person asking */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what is given of one's own profile and leaves the rest */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/users/me/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own address book, the default one first */
        get: operations["listMyAddresses"];
        put?: never;
        /** Adds to one's own address book */
        post: operations["addAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's address book, the default one first. For themselves and staff. */
        get: operations["listAddressesOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/lifetime-spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody has spent in all, without what was rejected or cancelled. For themselves and staff. */
        get: operations["getLifetimeSpend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody ordered, newest first; `me` is whoever asks. For themselves and staff. */
        get: operations["listOrdersOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody wrote of products, newest first */
        get: operations["listReviewsOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/cart-badge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 4: how many pieces one's own cart holds */
        get: operations["viewCartBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 8: one's own cart with its products, and the address book */
        get: operations["viewCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 9: sales of some days, what sold best, and the last ten orders. For staff. */
        get: operations["viewDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 11: the categories, the newest products and the best rated */
        get: operations["viewHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/order-detail/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 7: an order with its lines, products, customer, address and parcel */
        get: operations["viewOrderDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/order-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 6: ten of one's own orders with thumbnails */
        get: operations["viewOrderHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/order-tracking/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 10: how far an order has come */
        get: operations["viewOrderTracking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/product-detail/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 2: a product with its pictures, its seller and five reviews with their authors */
        get: operations["viewProductDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/product-form/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 5: a product to edit, with the categories to choose from */
        get: operations["viewProductForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/product-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 1: 20 cards with their sellers */
        get: operations["viewProductList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 3: eight products for what was typed */
        get: operations["viewSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/seller/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Screen 13: a seller with ten products and three reviews of each */
        get: operations["viewSeller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Where a parcel can go. */
        Address: {
            /** @description Opaque and permanent. */
            id: string;
            /** @description What its owner calls it, for example `Home`: 1 to 40 characters. */
            label?: string;
            /** @description Who receives the parcel: 1 to 100 characters. */
            recipient?: string;
            /** @description Street and number: 1 to 100 characters. */
            line1?: string;
            /** @description What else the carrier must know: at most 100 characters. */
            line2?: string | null;
            /** @description 1 to 80 characters. */
            city?: string;
            /** @description At most 80 characters. */
            region?: string | null;
            /** @description 1 to 16 characters. */
            postalCode?: string;
            /** @description An ISO 3166 code of two capital letters. */
            countryCode?: string;
            /** @description Whether orders go here unless told otherwise. */
            isDefault?: boolean;
        };
        /** @description What a partner's program shows to say who it is; not the key itself. */
        ApiKey: {
            id: string;
            /** @description Whose it is and what for, in words. */
            name: string;
            /** @description The last four characters of the key, to know it by. */
            hint: string;
            scopes: ("ORDERS_READ" | "SALES_READ" | "STOCK_WRITE")[];
            /** @description Who made it. Null when their account is gone. */
            createdById: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
        };
        /** @description What a person is about to order. */
        Cart: {
            /** @description Opaque and permanent. */
            id: string;
            items?: {
                productId: string;
                quantity: number;
                /** Format: date-time */
                addedAt: string;
            }[];
            /** @description How many pieces it holds in all. */
            itemCount?: number;
            /** Format: date-time */
            updatedAt?: string;
        };
        /** @description A branch of the category tree. */
        Category: {
            /** @description Opaque and permanent. */
            id: string;
            /** @description The last part of its address. */
            slug?: string;
            name?: string;
            /** @description The branch above it. Null at the top. */
            parentId?: string | null;
        };
        /** @description What a customer bought, and how far it has come. */
        Order: {
            /** @description Opaque and permanent. */
            id: string;
            /** @description What people call it by, for example TF-2026-000042. */
            number?: string;
            customerId?: string;
            /**
             * @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED.
             * @enum {unknown}
             */
            status?: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
            items?: {
                /** @description Which line, counted from 1. */
                position: number;
                productId: string;
                nameAsBought: string;
                /** @description A sum of money in one currency. */
                unitPrice: {
                    /** @description How much, in the smallest unit of the currency. */
                    amount: number;
                    /** @description An ISO 4217 code, for example EUR. */
                    currency: string;
                };
                quantity: number;
                /** @description A sum of money in one currency. */
                lineTotal: {
                    /** @description How much, in the smallest unit of the currency. */
                    amount: number;
                    /** @description An ISO 4217 code, for example EUR. */
                    currency: string;
                };
            }[];
            /** @description A sum of money in one currency. */
            subtotal?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            /** @description A sum of money in one currency. */
            shippingCost?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            /** @description A sum of money in one currency. */
            total?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            shippingAddress?: {
                recipient: string;
                line1: string;
                city: string;
                postalCode: string;
                /** @description An ISO 3166 code of two capital letters. */
                countryCode: string;
                line2: string | null;
                region: string | null;
            };
            /** @description A parcel on its way. */
            shipment?: {
                /** @description Opaque and permanent. */
                id: string;
                carrier: string;
                trackingNumber: string;
                /** Format: date-time */
                shippedAt: string;
                /**
                 * Format: date
                 * @description The day it should arrive.
                 */
                expectedOn: string;
                /** Format: date-time */
                deliveredAt: string | null;
            } | null;
            /** @description What happened to it, oldest first. */
            timeline?: {
                /**
                 * @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED.
                 * @enum {unknown}
                 */
                status: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                message: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description Why it was rejected or cancelled. */
            statusReason?: string | null;
            /** Format: date-time */
            placedAt?: string;
            /** Format: date-time */
            updatedAt?: string;
        };
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /**
             * Format: uri
             * @description Which kind of problem; never changes.
             */
            type: string;
            /** @description What kind of problem it is, in words. */
            title: string;
            status: number;
            /** @description What is wrong with this request. */
            detail: string;
            /** @description The request, as logs know it. */
            instance: string;
            /** @description Each thing that is wrong, by its place. */
            errors?: {
                /** @description A JSON Pointer into the body. */
                pointer?: string;
                parameter?: string;
                header?: string;
                detail: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** @description Something that can be bought. */
        Product: {
            /** @description Opaque and permanent. */
            id: string;
            /** @description The stock-keeping unit: unique, printed on the box. */
            sku?: string;
            name?: string;
            /** @description The name as it stands in the address of its page. */
            slug?: string;
            tagline?: string | null;
            description?: string;
            brand?: string;
            categoryId?: string;
            /** @description A sum of money in one currency. */
            price?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            /** @description A sum of money in one currency. */
            compareAtPrice?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            } | null;
            thumbnail?: {
                /** @description A path on the host that answered. */
                url: string;
                /** @description What it shows, for those who do not see it. */
                alt: string;
                width: number;
                height: number;
            };
            images?: {
                /** @description A path on the host that answered. */
                url: string;
                /** @description What it shows, for those who do not see it. */
                alt: string;
                width: number;
                height: number;
            }[];
            weightGrams?: number;
            /** @description The size of the parcel. */
            dimensions?: {
                lengthMm: number;
                widthMm: number;
                heightMm: number;
            };
            material?: string | null;
            color?: string | null;
            countryOfOrigin?: string;
            warrantyMonths?: number;
            attributes?: {
                name: string;
                value: string;
            }[];
            tags?: string[];
            /** @description How many pieces there are. */
            stock?: {
                onHand: number;
                reserved: number;
                available: number;
            };
            /** @enum {unknown} */
            status?: "ACTIVE" | "DISCONTINUED";
            /** @description From 1 to 5. Null without reviews. */
            averageRating?: number | null;
            reviewCount?: number;
            sellerId?: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
        };
        /** @description How a product sold. */
        ProductSales: {
            /** @description Opaque and permanent. */
            productId: string;
            /** @description Without what was rejected or cancelled. */
            unitsSold: number;
        };
        /** @description What a buyer says of a product. */
        Review: {
            /** @description Opaque and permanent. */
            id: string;
            productId?: string;
            authorId?: string;
            /** @description From 1 (poor) to 5 (excellent). */
            rating?: number;
            title?: string;
            body?: string;
            /** @description Whether the author bought the product here, and it was sent to them. */
            verifiedPurchase?: boolean;
            /** @description The order line it speaks of. For its author and staff; null for everybody else. */
            purchase?: {
                orderId: string;
                position: number;
            } | null;
            /** Format: date-time */
            createdAt?: string;
        };
        /** @description What was ordered in some days. */
        SalesSummary: {
            orderCount?: number;
            /** @description A sum of money in one currency. */
            revenue?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            /** @description A sum of money in one currency. */
            averageOrderValue?: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            } | null;
            byStatus?: {
                /**
                 * @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED.
                 * @enum {unknown}
                 */
                status: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                count: number;
            }[];
            byDay?: {
                /** Format: date */
                date: string;
                orderCount: number;
                /** @description A sum of money in one currency. */
                revenue: {
                    /** @description How much, in the smallest unit of the currency. */
                    amount: number;
                    /** @description An ISO 4217 code, for example EUR. */
                    currency: string;
                };
            }[];
            /** @description What sold best, most pieces first. */
            topProducts?: {
                productId: string;
                unitsSold: number;
                /** @description A sum of money in one currency. */
                revenue: {
                    /** @description How much, in the smallest unit of the currency. */
                    amount: number;
                    /** @description An ISO 4217 code, for example EUR. */
                    currency: string;
                };
            }[];
        };
        /** @description What signing in gives. */
        Session: {
            /** @description Send it as `Authorization: Bearer …`. */
            accessToken: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description Exchange it for new tokens before the access token ends. It is good once. */
            refreshToken: string;
            /** Format: date-time */
            endsAt: string;
            user: components["schemas"]["User"];
        };
        /** @description What sending one piece costs, and how many working days it takes. */
        ShippingEstimate: {
            /** @description A sum of money in one currency. */
            cost: {
                /** @description How much, in the smallest unit of the currency. */
                amount: number;
                /** @description An ISO 4217 code, for example EUR. */
                currency: string;
            };
            minDays: number;
            maxDays: number;
        };
        /** @description How many pieces of a product there are. */
        Stock: {
            /** @description Opaque and permanent. */
            productId: string;
            /** @description Pieces in the warehouse. */
            onHand: number;
            /** @description Pieces in the warehouse that are promised to an order. */
            reserved: number;
            /** @description Pieces that can still be bought: on hand less reserved. */
            available: number;
        };
        /** @description A person: buys, sells, writes reviews, or works here. */
        User: {
            /** @description Opaque and permanent. */
            id: string;
            /** @description Unique: what they sign in with and stand under in addresses. */
            username?: string;
            /** @description What they are called on pages. */
            displayName?: string;
            avatarUrl?: string;
            bio?: string | null;
            /** @enum {unknown} */
            role?: "CUSTOMER" | "SELLER" | "STAFF" | "ADMIN";
            /** @description For themselves and staff. */
            email?: string;
            /** @description For themselves and staff. */
            phone?: string | null;
            /** Format: date-time */
            createdAt?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAddress: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                fields?: string;
                /** @description `summary` has id, label, isDefault. `full` has id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    /** @description What its owner calls it, for example `Home`: 1 to 40 characters. */
                    label?: string;
                    /** @description Who receives the parcel: 1 to 100 characters. */
                    recipient?: string;
                    /** @description Street and number: 1 to 100 characters. */
                    line1?: string;
                    /** @description What else the carrier must know: at most 100 characters. */
                    line2?: string | null;
                    /** @description 1 to 80 characters. */
                    city?: string;
                    /** @description At most 80 characters. */
                    region?: string | null;
                    /** @description 1 to 16 characters. */
                    postalCode?: string;
                    /** @description An ISO 3166 code of two capital letters. */
                    countryCode?: string;
                    /** @description Whether orders go here unless told otherwise. */
                    isDefault?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: ("ORDERS_READ" | "SALES_READ" | "STOCK_WRITE")[];
                    /** Format: date-time */
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        apiKey: components["schemas"]["ApiKey"];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCart: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, items, itemCount, updatedAt. */
                fields?: string;
                /** @description `summary` has id, itemCount. `full` has id, items, itemCount, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addToCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    productId: string;
                    /** @description From 1 to 99; 1 unless given. */
                    quantity?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From 0 to 99; 0 takes it out. */
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query?: {
                /** @description Ids with commas between, 100 at most. */
                ids?: string;
                slug?: string;
                parentId?: string;
                /** @description Only these, with commas between; `id` always. Of: id, slug, name, parentId. */
                fields?: string;
                /** @description `summary` has id, slug, name. `full` has id, slug, name, parentId. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Category"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCategory: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, slug, name, parentId. */
                fields?: string;
                /** @description `summary` has id, slug, name. `full` has id, slug, name, parentId. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jsonApiAccount: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiCart: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiCategories: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                "filter[parentId]"?: string;
                "filter[slug]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiCategory: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiOrders: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description From 1 to 100. */
                "page[size]"?: string;
                /** @description A cursor, as `links.next` has it. */
                "page[after]"?: string;
                "filter[status]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiOrder: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiProducts: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description From 1 to 100. */
                "page[size]"?: string;
                /** @description A cursor, as `links.next` has it. */
                "page[after]"?: string;
                sort?: "-createdAt" | "price" | "-price" | "-averageRating" | "name";
                "filter[categorySlug]"?: string;
                "filter[sellerId]"?: string;
                "filter[minPrice]"?: string;
                "filter[maxPrice]"?: string;
                "filter[minRating]"?: string;
                "filter[inStock]"?: string;
                "filter[q]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiProduct: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiReviewsOfProduct: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description From 1 to 100. */
                "page[size]"?: string;
                /** @description A cursor, as `links.next` has it. */
                "page[after]"?: string;
                sort?: "-createdAt" | "-rating" | "rating";
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiReview: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiSalesSummary: {
        parameters: {
            query: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                "filter[from]": string;
                "filter[to]": string;
                "filter[top]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiUser: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        };
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiOrdersOfUser: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description From 1 to 100. */
                "page[size]"?: string;
                /** @description A cursor, as `links.next` has it. */
                "page[after]"?: string;
                "filter[status]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    jsonApiReviewsOfUser: {
        parameters: {
            query?: {
                /** @description Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most. */
                include?: string;
                /** @description Which members of products to show. */
                "fields[products]"?: string;
                /** @description Which members of categories to show. */
                "fields[categories]"?: string;
                /** @description Which members of stocks to show. */
                "fields[stocks]"?: string;
                /** @description Which members of reviews to show. */
                "fields[reviews]"?: string;
                /** @description Which members of users to show. */
                "fields[users]"?: string;
                /** @description Which members of accounts to show. */
                "fields[accounts]"?: string;
                /** @description Which members of addresses to show. */
                "fields[addresses]"?: string;
                /** @description Which members of orders to show. */
                "fields[orders]"?: string;
                /** @description Which members of order-items to show. */
                "fields[order-items]"?: string;
                /** @description Which members of shipments to show. */
                "fields[shipments]"?: string;
                /** @description Which members of carts to show. */
                "fields[carts]"?: string;
                /** @description Which members of cart-items to show. */
                "fields[cart-items]"?: string;
                /** @description Which members of sales-summaries to show. */
                "fields[sales-summaries]"?: string;
                /** @description Which members of product-sales to show. */
                "fields[product-sales]"?: string;
                /** @description From 1 to 100. */
                "page[size]"?: string;
                /** @description A cursor, as `links.next` has it. */
                "page[after]"?: string;
                /** @description How many reviews of each product to include, from 1 to 100; 10 unless given. */
                "relatedPage[reviews]"?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi: {
                            [key: string]: unknown;
                        };
                        links?: {
                            [key: string]: unknown;
                        };
                        data: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                        included?: {
                            /** @enum {string} */
                            type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                            id: string;
                            attributes?: {
                                [key: string]: unknown;
                            };
                            relationships?: {
                                [key: string]: {
                                    data?: {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    } | {
                                        /** @enum {string} */
                                        type: "products" | "categories" | "stocks" | "reviews" | "users" | "accounts" | "addresses" | "orders" | "order-items" | "shipments" | "carts" | "cart-items" | "sales-summaries" | "product-sales";
                                        id: string;
                                    }[] | null;
                                    links?: {
                                        [key: string]: unknown;
                                    };
                                    meta?: {
                                        [key: string]: unknown;
                                    };
                                } | unknown | unknown | unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Errors */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Errors */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": {
                        jsonapi?: {
                            [key: string]: unknown;
                        };
                        errors: {
                            status?: string;
                            code?: string;
                            title?: string;
                            detail?: string;
                            source?: {
                                [key: string]: unknown;
                            };
                            links?: {
                                [key: string]: unknown;
                            };
                            meta?: {
                                [key: string]: unknown;
                            };
                        }[];
                        meta?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                /** @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED. */
                status?: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                /** @description Only these, with commas between; `id` always. Of: id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, number, status, total, placedAt. `full` has id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                view?: "full" | "summary";
                /** @description Ids with commas between, 100 at most. */
                ids?: string;
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    shippingAddress: {
                        recipient: string;
                        line1: string;
                        city: string;
                        postalCode: string;
                        /** @description An ISO 3166 code of two capital letters. */
                        countryCode: string;
                        line2?: string | null;
                        region?: string | null;
                    };
                    /** @description What to order, each product once. Left out or null: what is in the cart, which is then empty. */
                    items?: {
                        productId: string;
                        quantity: number;
                    }[] | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, number, status, total, placedAt. `full` has id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    advanceOrder: {
        parameters: {
            query?: {
                /** @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED. */
                from?: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
            };
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event that the client has seen. */
                "last-event-id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrderItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Which line, counted from 1. */
                            position: number;
                            productId: string;
                            nameAsBought: string;
                            /** @description A sum of money in one currency. */
                            unitPrice: {
                                /** @description How much, in the smallest unit of the currency. */
                                amount: number;
                                /** @description An ISO 4217 code, for example EUR. */
                                currency: string;
                            };
                            quantity: number;
                            /** @description A sum of money in one currency. */
                            lineTotal: {
                                /** @description How much, in the smallest unit of the currency. */
                                amount: number;
                                /** @description An ISO 4217 code, for example EUR. */
                                currency: string;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A parcel on its way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Opaque and permanent. */
                        id: string;
                        carrier: string;
                        trackingNumber: string;
                        /** Format: date-time */
                        shippedAt: string;
                        /**
                         * Format: date
                         * @description The day it should arrive.
                         */
                        expectedOn: string;
                        /** Format: date-time */
                        deliveredAt: string | null;
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrderEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED.
                             * @enum {unknown}
                             */
                            status: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                            message: string;
                            /** Format: date-time */
                            at: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProductSales: {
        parameters: {
            query: {
                /** @description Ids with commas between, 100 at most. */
                productIds: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductSales"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                /** @description Ids with commas between, 100 at most. */
                ids?: string;
                sku?: string;
                sort?: "-createdAt" | "price" | "-price" | "-averageRating" | "name";
                /** @description In this category or a branch under it. */
                categorySlug?: string;
                sellerId?: string;
                minPrice?: number;
                maxPrice?: number;
                minRating?: number;
                inStock?: boolean;
                /** @description Only these, with commas between; `id` always. Of: id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, stock, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, name, slug, brand, price, compareAtPrice, thumbnail, averageRating, reviewCount, sellerId. `full` has id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique: 3 to 40 capital letters, digits and hyphens. */
                    sku: string;
                    /** @description 1 to 120 characters. */
                    name: string;
                    /** @description At most 160 characters. */
                    tagline?: string | null;
                    /** @description 1 to 5,000 characters. */
                    description: string;
                    /** @description 1 to 80 characters. */
                    brand: string;
                    categorySlug: string;
                    /** @description In the smallest unit of the currency: 1 to 10,000,000. */
                    price: number;
                    /** @description EUR, the one currency that this shop sells in. */
                    currency?: string;
                    /** @description 1 to 100,000. */
                    weightGrams: number;
                    dimensions: {
                        lengthMm: number;
                        widthMm: number;
                        heightMm: number;
                    };
                    material?: string | null;
                    color?: string | null;
                    /** @description An ISO 3166 code of two capital letters. */
                    countryOfOrigin: string;
                    /** @description From 0 to 120; 24 unless given. */
                    warrantyMonths?: number;
                    attributes?: {
                        name: string;
                        value: string;
                    }[];
                    tags?: string[];
                    /** @description Pieces in the warehouse at the start; 0 unless given. */
                    onHand?: number;
                    /** @description Who sells it; staff alone names others. */
                    sellerId?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProductsAsTable: {
        parameters: {
            query?: {
                categorySlug?: string;
                sellerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProductsAsLines: {
        parameters: {
            query?: {
                categorySlug?: string;
                sellerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["Product"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchProducts: {
        parameters: {
            query: {
                /** @description What was typed: 1 to 100 characters. */
                q: string;
                /** @description From 1 to 50. */
                limit?: number;
                /** @description Only these, with commas between; `id` always. Of: id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, stock, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, name, slug, brand, price, compareAtPrice, thumbnail, averageRating, reviewCount, sellerId. `full` has id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, stock, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, name, slug, brand, price, compareAtPrice, thumbnail, averageRating, reviewCount, sellerId. `full` has id, sku, name, slug, tagline, description, brand, categoryId, price, compareAtPrice, thumbnail, images, weightGrams, dimensions, material, color, countryOfOrigin, warrantyMonths, attributes, tags, status, averageRating, reviewCount, sellerId, createdAt, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    name?: string;
                    tagline?: string | null;
                    description?: string;
                    categorySlug?: string;
                    price?: number;
                    /** @description Null clears it. */
                    compareAtPrice?: number | null;
                    tags?: string[];
                    /** @enum {unknown} */
                    status?: "ACTIVE" | "DISCONTINUED";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRevenue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sum of money in one currency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How much, in the smallest unit of the currency. */
                        amount: number;
                        /** @description An ISO 4217 code, for example EUR. */
                        currency: string;
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviewsOfProduct: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                sort?: "-createdAt" | "-rating" | "rating";
                /** @description Only these, with commas between; `id` always. Of: id, productId, authorId, rating, title, body, verifiedPurchase, purchase, createdAt. */
                fields?: string;
                /** @description `summary` has id, authorId, rating, title, createdAt. `full` has id, productId, authorId, rating, title, body, verifiedPurchase, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rating: number;
                    title: string;
                    body: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    estimateShipping: {
        parameters: {
            query: {
                /** @description An ISO 3166 code of two capital letters. */
                destination: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingEstimate"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    delta: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stock"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description Ids with commas between, 100 at most. */
                ids?: string;
                /** @description Ids with commas between, 100 at most. */
                productIds?: string;
                /** @description Ids with commas between, 100 at most. */
                authorIds?: string;
                /** @description How many of each product or author at most, from 1 to 100; 10 unless given. */
                limit?: number;
                sort?: "-createdAt" | "-rating" | "rating";
                /** @description Only these, with commas between; `id` always. Of: id, productId, authorId, rating, title, body, verifiedPurchase, purchase, createdAt. */
                fields?: string;
                /** @description `summary` has id, authorId, rating, title, createdAt. `full` has id, productId, authorId, rating, title, body, verifiedPurchase, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReview: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, productId, authorId, rating, title, body, verifiedPurchase, purchase, createdAt. */
                fields?: string;
                /** @description `summary` has id, authorId, rating, title, createdAt. `full` has id, productId, authorId, rating, title, body, verifiedPurchase, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSalesSummary: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The last day, counted in. */
                to: string;
                /** @description How many of the products that sold best, from 1 to 50; 5 unless given. */
                top?: number;
                /** @description Only these, with commas between. Of: orderCount, revenue, averageOrderValue, byStatus, byDay, topProducts. */
                fields?: string;
                /** @description `summary` has orderCount, revenue, byStatus. `full` has orderCount, revenue, averageOrderValue, byStatus, byDay, topProducts. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesSummary"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refreshToken: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStock: {
        parameters: {
            query: {
                /** @description Ids with commas between, 100 at most. */
                productIds: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Stock"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                /** @description Ids with commas between, 100 at most. */
                ids?: string;
                username?: string;
                role?: "CUSTOMER" | "SELLER" | "STAFF" | "ADMIN";
                /** @description Only these, with commas between; `id` always. Of: id, username, displayName, avatarUrl, bio, role, email, phone, createdAt. */
                fields?: string;
                /** @description `summary` has id, displayName, avatarUrl. `full` has id, username, displayName, avatarUrl, bio, role, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique: 3 to 30 lower-case letters, digits and hyphens, a letter first. */
                    username: string;
                    /** @description 1 to 80 characters. */
                    displayName: string;
                    email: string;
                    /** @description 10 to 200 characters. */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, username, displayName, avatarUrl, bio, role, email, phone, createdAt. */
                fields?: string;
                /** @description `summary` has id, displayName, avatarUrl. `full` has id, username, displayName, avatarUrl, bio, role, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    /** @description 1 to 80 characters. */
                    displayName?: string;
                    /** @description At most 500 characters; null clears it. */
                    bio?: string | null;
                    email?: string;
                    /** @description At most 30 characters; null clears it. */
                    phone?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyAddresses: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                fields?: string;
                /** @description `summary` has id, label, isDefault. `full` has id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                view?: "full" | "summary";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Address"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the client: the same key twice does it once. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What its owner calls it, for example `Home`: 1 to 40 characters. */
                    label: string;
                    /** @description Who receives the parcel: 1 to 100 characters. */
                    recipient: string;
                    /** @description Street and number: 1 to 100 characters. */
                    line1: string;
                    /** @description What else the carrier must know: at most 100 characters. */
                    line2?: string | null;
                    /** @description 1 to 80 characters. */
                    city: string;
                    /** @description At most 80 characters. */
                    region?: string | null;
                    /** @description 1 to 16 characters. */
                    postalCode: string;
                    /** @description An ISO 3166 code of two capital letters. */
                    countryCode: string;
                    /** @description Whether orders go here unless told otherwise. */
                    isDefault?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, username, displayName, avatarUrl, bio, role, email, phone, createdAt. */
                fields?: string;
                /** @description `summary` has id, displayName, avatarUrl. `full` has id, username, displayName, avatarUrl, bio, role, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAddressesOfUser: {
        parameters: {
            query?: {
                /** @description Only these, with commas between; `id` always. Of: id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                fields?: string;
                /** @description `summary` has id, label, isDefault. `full` has id, label, recipient, line1, line2, city, region, postalCode, countryCode, isDefault. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Address"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLifetimeSpend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sum of money in one currency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How much, in the smallest unit of the currency. */
                        amount: number;
                        /** @description An ISO 4217 code, for example EUR. */
                        currency: string;
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrdersOfUser: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                /** @description PENDING → CONFIRMED or REJECTED; CONFIRMED → SHIPPED → DELIVERED; PENDING or CONFIRMED → CANCELLED. */
                status?: "PENDING" | "CONFIRMED" | "REJECTED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                /** @description Only these, with commas between; `id` always. Of: id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                fields?: string;
                /** @description `summary` has id, number, status, total, placedAt. `full` has id, number, customerId, status, items, subtotal, shippingCost, total, shippingAddress, shipment, timeline, statusReason, placedAt, updatedAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviewsOfUser: {
        parameters: {
            query?: {
                /** @description How many at most, from 1 to 100. */
                limit?: number;
                /** @description Read on after this cursor, as `Link` gives it. */
                after?: string;
                /** @description Only these, with commas between; `id` always. Of: id, productId, authorId, rating, title, body, verifiedPurchase, purchase, createdAt. */
                fields?: string;
                /** @description `summary` has id, authorId, rating, title, createdAt. `full` has id, productId, authorId, rating, title, body, verifiedPurchase, createdAt. */
                view?: "full" | "summary";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewCartBadge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        itemCount: number;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            quantity: number;
                            product: {
                                name: string;
                                price: {
                                    amount: number;
                                    currency: string;
                                };
                                thumbnail: {
                                    url: string;
                                    alt: string;
                                };
                            } | null;
                        }[];
                        addresses: {
                            id: string;
                            label: string;
                            recipient: string;
                            line1: string;
                            city: string;
                            postalCode: string;
                            isDefault: boolean;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewDashboard: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orderCount: number;
                        revenue: {
                            amount: number;
                            currency: string;
                        };
                        byStatus: {
                            status: string;
                            count: number;
                        }[];
                        topProducts: {
                            unitsSold: number;
                            name: string | null;
                        }[];
                        lastOrders: {
                            number: string;
                            status: string;
                            total: {
                                amount: number;
                                currency: string;
                            };
                            customer: string | null;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "application/x-ndjson": {
                        orderCount?: number;
                        revenue?: {
                            amount: number;
                            currency: string;
                        };
                        byStatus?: {
                            status: string;
                            count: number;
                        }[];
                        topProducts?: {
                            unitsSold: number;
                            name: string | null;
                        }[];
                        lastOrders?: {
                            number: string;
                            status: string;
                            total: {
                                amount: number;
                                currency: string;
                            };
                            customer: string | null;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        op: "add";
                        /** @description A JSON Pointer (RFC 6901). */
                        path: string;
                        value: unknown;
                    }[];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewHome: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        categories: {
                            name: string;
                        }[];
                        newest: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                        }[];
                        bestRated: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "application/x-ndjson": {
                        categories?: {
                            name: string;
                        }[];
                        newest?: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                        }[];
                        bestRated?: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        op: "add";
                        /** @description A JSON Pointer (RFC 6901). */
                        path: string;
                        value: unknown;
                    }[];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewOrderDetail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: string;
                        status: string;
                        subtotal: {
                            amount: number;
                            currency: string;
                        };
                        shippingCost: {
                            amount: number;
                            currency: string;
                        };
                        total: {
                            amount: number;
                            currency: string;
                        };
                        customer: string | null;
                        shippingAddress: {
                            recipient: string;
                            line1: string;
                            city: string;
                            postalCode: string;
                            countryCode: string;
                        };
                        items: {
                            nameAsBought: string;
                            quantity: number;
                            lineTotal: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            } | null;
                        }[];
                        shipment: {
                            carrier: string;
                            trackingNumber: string;
                            expectedOn: string;
                        } | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "application/x-ndjson": {
                        number?: string;
                        status?: string;
                        subtotal?: {
                            amount: number;
                            currency: string;
                        };
                        shippingCost?: {
                            amount: number;
                            currency: string;
                        };
                        total?: {
                            amount: number;
                            currency: string;
                        };
                        customer?: string | null;
                        shippingAddress?: {
                            recipient: string;
                            line1: string;
                            city: string;
                            postalCode: string;
                            countryCode: string;
                        };
                        items?: {
                            nameAsBought: string;
                            quantity: number;
                            lineTotal: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            } | null;
                        }[];
                        shipment?: {
                            carrier: string;
                            trackingNumber: string;
                            expectedOn: string;
                        } | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        op: "add";
                        /** @description A JSON Pointer (RFC 6901). */
                        path: string;
                        value: unknown;
                    }[];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewOrderHistory: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orders: {
                            number: string;
                            status: string;
                            total: {
                                amount: number;
                                currency: string;
                            };
                            /** Format: date-time */
                            placedAt: string;
                            thumbnails: ({
                                url: string;
                                alt: string;
                            } | null)[];
                        }[];
                        next: string | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewOrderTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. As server-sent events, each has the whole view as it is from then on: the first at once, another when it has changed. Who comes back begins with how it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: string;
                        status: string;
                        timeline: {
                            status: string;
                            message: string;
                            /** Format: date-time */
                            at: string;
                        }[];
                        shipment: {
                            carrier: string;
                            trackingNumber: string;
                            expectedOn: string;
                            deliveredAt: string | null;
                        } | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "text/event-stream": {
                        number: string;
                        status: string;
                        timeline: {
                            status: string;
                            message: string;
                            /** Format: date-time */
                            at: string;
                        }[];
                        shipment: {
                            carrier: string;
                            trackingNumber: string;
                            expectedOn: string;
                            deliveredAt: string | null;
                        } | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewProductDetail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        tagline: string | null;
                        description: string;
                        price: {
                            amount: number;
                            currency: string;
                        };
                        images: {
                            url: string;
                            alt: string;
                        }[];
                        available: number;
                        seller: string | null;
                        reviews: {
                            rating: number;
                            title: string;
                            body: string;
                            author: string | null;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "application/x-ndjson": {
                        name?: string;
                        tagline?: string | null;
                        description?: string;
                        price?: {
                            amount: number;
                            currency: string;
                        };
                        images?: {
                            url: string;
                            alt: string;
                        }[];
                        available?: number;
                        seller?: string | null;
                        reviews?: {
                            rating: number;
                            title: string;
                            body: string;
                            author: string | null;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        op: "add";
                        /** @description A JSON Pointer (RFC 6901). */
                        path: string;
                        value: unknown;
                    }[];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewProductForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sku: string;
                        name: string;
                        tagline: string | null;
                        description: string;
                        brand: string;
                        categoryId: string;
                        price: {
                            amount: number;
                            currency: string;
                        };
                        compareAtPrice: {
                            amount: number;
                            currency: string;
                        } | null;
                        images: {
                            url: string;
                            alt: string;
                            width: number;
                            height: number;
                        }[];
                        weightGrams: number;
                        dimensions: {
                            lengthMm: number;
                            widthMm: number;
                            heightMm: number;
                        };
                        material: string | null;
                        color: string | null;
                        countryOfOrigin: string;
                        warrantyMonths: number;
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        tags: string[];
                        status: string;
                        onHand: number;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewProductList: {
        parameters: {
            query?: {
                after?: string;
                sort?: string;
                categorySlug?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        products: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                            averageRating: number | null;
                            reviewCount: number;
                            seller: string | null;
                        }[];
                        next: string | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewSearch: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        products: {
                            id: string;
                            name: string;
                        }[];
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewSeller: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK. In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        displayName: string | null;
                        products: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                            reviews: {
                                rating: number;
                                title: string;
                                author: string | null;
                            }[];
                        }[];
                        next: string | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    };
                    "application/x-ndjson": {
                        displayName?: string | null;
                        products?: {
                            id: string;
                            name: string;
                            price: {
                                amount: number;
                                currency: string;
                            };
                            thumbnail: {
                                url: string;
                                alt: string;
                            };
                            reviews: {
                                rating: number;
                                title: string;
                                author: string | null;
                            }[];
                        }[];
                        next?: string | null;
                        /** @description Parts that could not be had, and why. Not there when the view is whole. */
                        missing?: {
                            part: string;
                            service: string;
                            detail: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        op: "add";
                        /** @description A JSON Pointer (RFC 6901). */
                        path: string;
                        value: unknown;
                    }[];
                };
            };
            /** @description A problem */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
