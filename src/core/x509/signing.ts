/**
 * Everything that makes keys, certificates and requests, to be loaded on first use with `import()`: the library behind
 * it takes tens of milliseconds. What a wizard needs while a person types stands in `assess.ts`.
 */
export { type CaMaterial, loadSigningCa, type SigningCa } from "./mint/authority.ts";
export { type CaRequest, createCa, createIntermediateCa } from "./mint/ca.ts";
export { type ClientRequest, mintClientCertificate, mintFrontProxyClient } from "./mint/client.ts";
export type { Minted, Signed } from "./mint/leaf.ts";
export { type Renewal, renewCertificate } from "./mint/renew.ts";
export { type CreatedCsr, type CsrRequest, createCsr } from "./mint/request.ts";
export { mintServingCertificate, type ServingRequest } from "./mint/serving.ts";
export { type CsrSigning, type CsrSummary, inspectCsr, signCsr } from "./mint/sign-request.ts";
export { isEncryptedKey } from "./mint/signing-key.ts";
export type { MintWorld } from "./mint/world.ts";
