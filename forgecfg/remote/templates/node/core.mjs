/**
 * Verify that a request comes from Atlassian Forge and is meant for this app.
 *
 * Needs: npm install jose
 *
 * Settings are environment variables, read once at import:
 *
 * FORGE_APP_ID         the app id (ARI) of manifest.yml, default: see `APP_ID` below
 * FORGE_JWKS_URL       where the public keys are; http:// only on this machine, for tests
 * FORGE_ISSUER         the expected issuer, for tests
 * FORGE_ISOLATED_JWKS  key addresses of Isolated Clouds, as "label=https://...,label=https://..."
 *
 * Take the tenant and the user from the invocation, never from the body or the query: only the
 * token is signed. Answer 401 for an invalid token alone, and log neither tokens nor headers.
 */

import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";

const APP_ID = process.env.FORGE_APP_ID || "@APP_ID@";
const ISSUER = process.env.FORGE_ISSUER || "forge/invocation-token";
const JWKS_URL = 
  process.env.FORGE_JWKS_URL || "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json";
// Tokens live 25 seconds and are valid from the second of their issue: clocks must not be exact.
const LEEWAY_SECONDS = 10;
// Keys are kept this long. An unknown key id fetches them earlier, but not more often than that.
const KEY_LIFETIME_SECONDS = 600;
const KEY_REFRESH_SECONDS = 5;

const LOOPBACK = ["127.0.0.1", "[::1]", "localhost"];

/** The request carries no valid token for this app: answer 401. */
export class TokenError extends Error {}

/** The public keys cannot be fetched, so nothing can be verified: answer 503. */
export class KeysError extends Error {}

function keySet(address) {
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.includes(url.hostname))) {
    throw new Error("the address of the Forge keys must start with https://");
  }
  return createRemoteJWKSet(url, {
    cacheMaxAge: KEY_LIFETIME_SECONDS * 1000,
    cooldownDuration: KEY_REFRESH_SECONDS * 1000,
  });
}

function isolatedKeySets(setting) {
  const sets = new Map();
  for (const entry of setting.split(",").filter(Boolean)) {
    const [label, ...rest] = entry.trim().split("=");
    if (!/^[a-z0-9_-]{1,50}$/.test(label)) {
      throw new Error("FORGE_ISOLATED_JWKS must be label=https://...,label=https://...");
    }
    sets.set(label, keySet(rest.join("=")));
  }
  return sets;
}

if (!APP_ID.startsWith("ari:cloud:ecosystem::app/")) {
  throw new Error("set FORGE_APP_ID to the whole app id: ari:cloud:ecosystem::app/...");
}
// Made once, so that requests share the cached keys.
const KEYS = keySet(JWKS_URL);
const ISOLATED_KEYS = isolatedKeySets(process.env.FORGE_ISOLATED_JWKS ?? "");

/**
 * Verify a request of Node's http module (Express and Fastify wrap one).
 *
 * Resolves to `{ claims, installationId, cloudId, accountId }`, all of it signed by Atlassian:
 * `installationId` is the tenant, the key for stored data; `accountId` is the user, if any.
 * Rejects with TokenError or KeysError, whose texts hold nothing of the token.
 */
export async function verifyRequest(request) {
  // `request.headers` drops repeated headers silently.
  const raw = request.rawHeaders;
  const values = raw.filter((_, i) => i % 2 && raw[i - 1].toLowerCase() === "authorization");
  if (values.length !== 1) {
    throw new TokenError("expected exactly one authorization header");
  }
  const match = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(values[0]);
  if (!match) {
    throw new TokenError("expected a bearer token");
  }
  return invocation(await verifiedClaims(match[1]));
}

async function verifiedClaims(token) {
  const keys = keysFor(token);
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      audience: APP_ID,
      issuer: ISSUER,
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: ["aud", "iss", "iat", "nbf", "exp"],
    });
    return payload;
  } catch (error) {
    if (isTokenError(error)) {
      throw new TokenError(error.code);
    }
    throw new KeysError("the Forge keys cannot be fetched");
  }
}

/** The keys of the cloud that the token comes from. Nothing of the token is trusted yet. */
function keysFor(token) {
  let header, claims;
  try {
    header = decodeProtectedHeader(token);
    claims = decodeJwt(token);
  } catch {
    throw new TokenError("malformed token");
  }
  if (header.alg !== "RS256" || typeof header.kid !== "string") {
    throw new TokenError("unexpected algorithm or key id");
  }
  if (claims.icLabel === undefined) {
    return KEYS;
  }
  const isolated = ISOLATED_KEYS.get(claims.icLabel);
  if (!isolated) {
    throw new TokenError("unexpected Isolated Cloud");
  }
  return isolated;
}

function isTokenError(error) {
  return [
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSNoMatchingKey,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JWTClaimValidationFailed,
    errors.JWTExpired,
    errors.JWTInvalid,
  ].some((type) => error instanceof type);
}

function invocation(claims) {
  const installationId = claims.app?.installationId;
  if (typeof installationId !== "string" || !installationId) {
    throw new TokenError("no installation");
  }
  return { claims, installationId, cloudId: claims.context?.cloudId, accountId: claims.principal };
}
