import 'reflect-metadata';
import { useConfigParser } from '../metadata/config-parser.ts';
import { parseWithConfigClass } from './parse-with-config-class.ts';

export * from './exports.ts';
// What `require()` gives to a CommonJS module. Without this it would be what class-validator exports under this name.
export * as 'module.exports' from './exports.ts';

useConfigParser(parseWithConfigClass);
