/** For Express: `app.use(forgeRequired)`, or on single routes. */
import { TokenError, KeysError, verifyRequest } from "./core.mjs";

// --- adapter ---

/** Express middleware: verifies the request, and puts the invocation into `request.forge`. */
export async function forgeRequired(request, response, next) {
  try {
    request.forge = await verifyRequest(request);
  } catch (error) {
    if (error instanceof TokenError) {
      return response.status(401).json({ error: "invalid Forge invocation token" });
    }
    if (error instanceof KeysError) {
      return response.status(503).json({ error: "keys unavailable" });
    }
    return next(error);
  }
  return next();
}
