import Resolver from '@forge/resolver';
import { asUser } from '@forge/api';

const resolver = new Resolver();

resolver.define('list', async ({ context }) => {
  const drawings = asUser().withProvider('drawings-login', 'drawings-api');
  if (!(await drawings.hasCredentials(['files.read']))) {
    await drawings.requestCredentials(['files.read']);
  }
  const issue = encodeURIComponent(context.extension.issue.key);
  const response = await drawings.fetch(`/v1/files?label=${issue}`);
  return response.json();
});

export const listDrawings = resolver.getDefinitions();
