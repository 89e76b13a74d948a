import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeBase64 } from "../../../src/core/bytes/base64.ts";
import { certificateCredential, replaceCredential, textAfter } from "../../../src/core/edits/index.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { decodeCertificates } from "../../../src/core/x509/certificates.ts";
import {
  type ClientRequest,
  loadSigningCa,
  type MintWorld,
  mintClientCertificate,
  type Renewal,
  renewCertificate,
  type SigningCa,
} from "../../../src/core/x509/signing.ts";
import { made, mintingNow } from "../minting.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import type { Cluster } from "./start.ts";

/** The CA whose client certificates the API server accepts. */
export async function clusterCa({ caFolder }: Cluster, world: MintWorld = mintingNow()): Promise<SigningCa> {
  const read = (name: string) => readFileSync(join(caFolder, name), "utf8");
  return made(await loadSigningCa({ certificate: read("ca.crt"), key: read("ca.key") }, world));
}

/** The text of a kubeconfig with a client certificate that the cluster's CA has just signed. Holds the key. */
export async function mintKubeconfig(
  cluster: Cluster,
  request: ClientRequest,
  world: MintWorld = mintingNow(),
): Promise<string> {
  const ca = await clusterCa(cluster, world);
  const minted = made(await mintClientCertificate(request, ca, world));
  return kubeconfigText(cluster, request.user, certificateCredential(minted));
}

/** The text of a kubeconfig whose one user has got a new key and certificate instead of the old. */
export async function renewKubeconfig(cluster: Cluster, text: string, renewal: Renewal): Promise<string> {
  const file = readKubeconfig({ id: "kubeconfig", text });
  const [user] = file.users;
  if (user === undefined) throw new Error("The kubeconfig has no user");
  const pem = made(decodeBase64(user.clientCertificateData?.value ?? ""));
  const [old] = decodeCertificates(pem).entries;
  if (old === undefined) throw new Error("The user has no certificate");
  const world = mintingNow();
  const minted = await renewCertificate(
    made(old.certificate),
    renewal,
    await clusterCa(cluster, world),
    world,
  );
  const after = textAfter(file, replaceCredential(file, user, certificateCredential(made(minted))));
  if (!after.ok) throw new Error(after.reason.template);
  return after.text;
}
