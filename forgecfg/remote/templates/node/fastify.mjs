/** For Fastify: `app.addHook("onRequest", forgeRequired)`, or on single routes. */
import { TokenError, KeysError, verifyRequest } from "./core.mjs";

// --- adapter ---

/** Fastify hook: verifies the request, and puts the invocation into `request.forge`. */
export async function forgeRequired(request, reply) {
  try {
    request.forge = await verifyRequest(request.raw);
  } catch (error) {
    if (error instanceof TokenError) {
      return reply.code(401).send({ error: "invalid Forge invocation token" });
    }
    if (error instanceof KeysError) {
      return reply.code(503).send({ error: "keys unavailable" });
    }
    throw error;
  }
}
