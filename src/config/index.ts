export { domainNames } from './domain-names.ts';
export {
  ConfigurationError,
  readConfiguration,
  secretVariables,
  variables,
  type Configuration,
  type VariableName,
} from './environment.ts';
