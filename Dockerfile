# One image for every process; docker-compose.yml says which command each runs.

FROM node:24.21.0-bookworm-slim AS base
WORKDIR /threefold
ENV CHECKPOINT_DISABLE=1 TURBO_TELEMETRY_DISABLED=1 APOLLO_TELEMETRY_DISABLED=1

# Generates the clients and types, and builds the pages.
FROM base AS build
COPY . .
RUN npm ci --ignore-scripts && npm run prepare

# What runs: sources, what was generated and built, and the libraries that this needs. No compiler, no embedded PostgreSQL.
FROM base AS run
ENV NODE_ENV=production
COPY --from=build /threefold ./
RUN npm prune --omit=dev --omit=optional --ignore-scripts \
  && rm -rf e2e bench comparison docs .turbo node_modules/.cache \
  && install -d -o node -g node /run/threefold
USER node
EXPOSE 4000
HEALTHCHECK NONE
CMD ["node", "tools/run.mjs", "setup"]
