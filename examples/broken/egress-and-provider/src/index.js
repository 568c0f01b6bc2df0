import Resolver from '@forge/resolver';
import { asUser, route } from '@forge/api';

const resolver = new Resolver();

resolver.define('list', async ({ context }) => {
  const drawings = asUser().withProvider('drawings-login', 'drawings-api');
  if (!(await drawings.hasCredentials(['files.read']))) {
    await drawings.requestCredentials(['files.read']);
  }
  const { key } = context.extension.issue;
  const issue = await asUser().requestJira(route`/rest/api/3/issue/${key}?fields=labels`);
  const { labels } = (await issue.json()).fields;
  const response = await drawings.fetch(`/v1/files?labels=${labels.map(encodeURIComponent)}`);
  return response.json();
});

export const listDrawings = resolver.getDefinitions();
