/** ZIP archives: what came together stays together. */
export { pack } from './pack.ts';
export { unpack } from './unpack.ts';
export { type Room, unzip, wholeRoom } from './unzip.ts';
