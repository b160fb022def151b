import { type ClientIdentityOptions, type PrivateJwk, signingKey } from "@threefold/identity";
import { createLogger, createMetrics } from "@threefold/telemetry";

// What both candidates in Apollo Server are told to guard by, and what they log and count with.

interface Setting {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string;
  readonly signingKey: PrivateJwk;
  readonly cost: { readonly max: number; readonly perMinute: number };
}

const { issuer, audience, jwks, signingKey: key, cost: limits }: Setting = JSON.parse(process.env["GUARDS"] ?? "");

export const identity: ClientIdentityOptions = {
  people: [{ type: "person", issuer, keys: new URL(jwks), algorithms: ["ES256"] }],
  audience,
  issuer: "gateway",
  key: signingKey(key),
};
export const cost = limits;
export const logger = createLogger({ name: "gateway" });
export const metrics = createMetrics();
