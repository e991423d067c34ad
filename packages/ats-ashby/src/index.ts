export { ashby } from './connector.ts';
