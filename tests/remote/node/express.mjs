// A backend on Express. Prints its port.
import express from "express";
import { forgeRequired } from "./forge-verify.mjs";

const app = express();
app.use(forgeRequired);
app.use(express.json());
app.use((request, response) => {
  const { installationId, cloudId, accountId } = request.forge;
  response.json({ installation: installationId, site: cloudId, user: accountId });
});
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
