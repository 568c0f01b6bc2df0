import Resolver from '@forge/resolver';

const resolver = new Resolver();

resolver.define('load', ({ context }) => ({ issue: context.extension.issue.key, items: [] }));

export const handler = resolver.getDefinitions();
