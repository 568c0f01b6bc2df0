import Resolver from '@forge/resolver';

const resolver = new Resolver();

resolver.define('settings', () => ({ template: 'default' }));

export const handler = resolver.getDefinitions();
