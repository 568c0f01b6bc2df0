// A backend on Fastify. Prints its port.
import Fastify from "fastify";
import { forgeRequired } from "./forge-verify.mjs";

const app = Fastify();
app.decorateRequest("forge", null);
app.addHook("onRequest", forgeRequired);
app.all("/*", async (request) => {
  const { installationId, cloudId, accountId } = request.forge;
  return { installation: installationId, site: cloudId, user: accountId };
});
await app.listen({ port: 0, host: "127.0.0.1" });
console.log(app.server.address().port);
