export { DemoConfig } from './demo-config.ts';
export { DemoModule } from './demo-module.ts';
