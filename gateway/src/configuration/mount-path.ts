/** Nothing is mounted where the gateway itself answers, nor at `/metrics`: clients never reach measurements. */
export const MOUNT_PATH = /^\/(?!(?:graphql|callbacks|health|supergraph|faults|metrics)(?:\/|$))[\w./-]*[\w-]$/;

export const MOUNT_PATHS = "none of /graphql, /callbacks, /health, /supergraph, /faults and /metrics";
