export { example } from './connector.ts';
