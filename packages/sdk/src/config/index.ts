import 'reflect-metadata';

export * from './exports.ts';
// What `require()` gives to a CommonJS module. Without this it would be what class-validator exports under this name.
export * as 'module.exports' from './exports.ts';
