export { DepartmentConfig } from './department-config.ts';
export { DepartmentModule } from './department-module.ts';
