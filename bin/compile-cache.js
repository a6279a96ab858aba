import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What was compiled once starts in half the time, and in 25 MB less memory. Where nothing may be written
// it is compiled each time. Not in the common folder for what is temporary: others may write there.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/gongbao', import.meta.url)));
