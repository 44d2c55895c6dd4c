/** The interpreter as one download: what pages use of it. */
export { compileTree } from './evaluate';
export { ExpressionError } from './nodes';
export { vaguePhrase } from './phrases';
export { isDecimal, readAs } from './values';
