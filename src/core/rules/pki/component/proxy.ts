import { equalBytes } from "../../../bytes/bytes.ts";
import { certificatesOf, fileOf, type LoadedComponent } from "../../../pki/components/load.ts";
import type { FileReference } from "../../../pki/components/read.ts";
import type { Certificate } from "../../../x509/types.ts";

/**
 * What an API server is told of authenticating proxies (kubernetes.io/docs/reference/access-authn-authz/authentication,
 * "Authenticating proxy"); undefined where it is told nothing.
 */
export interface ProxyTrust {
  /** `--requestheader-client-ca-file`. */
  readonly reference: FileReference;
  /** `--requestheader-allowed-names` is empty: every certificate of the CA will do. */
  readonly anyName: boolean;
  /** The CA of clients is the same. */
  readonly sharedWithClients: boolean;
}

export function proxyTrust(loaded: LoadedComponent): ProxyTrust | undefined {
  const { references, allowedNames } = loaded.component;
  const reference = references.findLast(each => each.name === "requestheader-client-ca-file");
  if (reference === undefined) return undefined;
  const proxyCas = certificatesOf(fileOf(reference.name, loaded));
  const clientCas = certificatesOf(fileOf("client-ca-file", loaded));
  const samePath = references.some(each => each.name === "client-ca-file" && each.path === reference.path);
  return {
    reference,
    anyName: (allowedNames?.names.length ?? 0) === 0,
    sharedWithClients: samePath || proxyCas.some(one => clientCas.some(other => sameKey(one, other))),
  };
}

function sameKey(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.publicKey.spki, b.publicKey.spki);
}
