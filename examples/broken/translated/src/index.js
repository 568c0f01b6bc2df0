import Resolver from '@forge/resolver';

const resolver = new Resolver();

resolver.define('greeting', () => ({ text: 'Hello' }));

export const handler = resolver.getDefinitions();
