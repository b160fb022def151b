-- What was done for requests that came with an Idempotency-Key, so that the same key twice does it once; kept for a day
-- (packages/subgraph-server/src/rest/keyed-requests.ts).
CREATE TABLE "keyed_request" (
    "owner" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "answer" JSON,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "keyed_request_pkey" PRIMARY KEY ("owner", "key")
);

CREATE INDEX "keyed_request_at_idx" ON "keyed_request"("at");
