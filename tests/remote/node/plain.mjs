// A backend on Node's own http module. Prints its port.
import { createServer } from "node:http";
import { KeysError, TokenError, verifyRequest } from "./forge-verify.mjs";

const server = createServer(async (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  request.resume();
  try {
    const { installationId, cloudId, accountId } = await verifyRequest(request);
    answer(200, { installation: installationId, site: cloudId, user: accountId });
  } catch (error) {
    const status = error instanceof TokenError ? 401 : error instanceof KeysError ? 503 : 500;
    answer(status, { error: "rejected" });
  }
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
