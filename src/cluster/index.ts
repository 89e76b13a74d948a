/** Everything that speaks to an API server, to be loaded on first use with `import()`. Nothing here contacts anything by itself. */
export * from "./api/apply.ts";
export * from "./api/bootstrap-tokens.ts";
export * from "./api/granted.ts";
export { type ReadRbac, rbacObjects } from "./api/rbac-objects.ts";
export { type ApiResource, apiResources } from "./api/resources.ts";
export * from "./api/reviews.ts";
export { type FoundRights, ownRights, rightsOf } from "./api/rights-of.ts";
export * from "./api/server-version.ts";
export * from "./api/service-accounts.ts";
export * from "./api/signing-requests.ts";
export { CHECKED_TOGETHER, type CheckOptions, checkServer, type ServerCheck } from "./check.ts";
export {
  type Call,
  type ClientOptions,
  ClusterClient,
  type PluginCredential,
  type PluginRunner,
} from "./client.ts";
export { type ConnectionWorld, connectionOf } from "./connection/connect.ts";
export {
  type Connection,
  type Endpoint,
  type PluginUse,
  type ProxyServer,
  sendsCredential,
} from "./connection/model.ts";
export type { ConsentText } from "./exec/index.ts";
export type { ClusterFailure, ClusterFailureCode, FieldConflict } from "./http/failure.ts";
export { mayApprove } from "./mint/approve.ts";
export { withCertificate, withToken } from "./mint/as-user.ts";
export { type Asked, judgeIssued } from "./mint/judge-issued.ts";
export { neverArrived } from "./mint/never-arrived.ts";
export { approveLine, reasonOf } from "./mint/outcome.ts";
export { remarkOnCluster } from "./mint/remark.ts";
export { type WaitOptions, type WaitOutcome, waitForRequest } from "./mint/wait.ts";
export { type PluginHost, Plugins } from "./plugins.ts";
