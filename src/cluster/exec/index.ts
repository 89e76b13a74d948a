/** Credential plugins: who may run which, running them as client-go does, and keeping what they gave. */
export { type ConsentText, consentText } from "./consent.ts";
export type { ExecCredential } from "./credential.ts";
export { ExecCredentials, execKey } from "./credentials.ts";
export type { Environment } from "./environment.ts";
export type { ExecFailure, ExecFailureCode } from "./failure.ts";
export { type KubercWorld, readPluginPolicy } from "./kuberc.ts";
export { type ExecCluster, type ExecPlugin, execConfigOf, execPluginOf } from "./plugin.ts";
export type { PluginPolicy } from "./policy.ts";
export { type ExecOptions, runExecPlugin } from "./run.ts";
