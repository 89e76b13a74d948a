/** How the files of a PKI are called. Names use `/` between their parts. */

const CERTIFICATE_EXTENSIONS = /\.(crt|pem|cer|cert|der|csr|key|p12|pfx)$/i;
const CONFIGURATION_NAMES = /(^|\/)(config|kubeconfig[^/]*|[^/]*\.(conf|kubeconfig|ya?ml))$/i;
/** JSON as EKS has it for kubelets; other JSON is none of Kubernetes as a rule. */
const JSON_NAMES = /(^|\/)(kubelet\/[^/]*|[^/]*kube[^/]*)\.json$/i;

/** Whether a file is one that holds certificates, keys or requests, by its name. */
export function isCertificateName(name: string): boolean {
  return CERTIFICATE_EXTENSIONS.test(name);
}

/** Whether a file is called a certificate signing request. */
export function isRequestName(name: string): boolean {
  return /\.csr$/i.test(name);
}

/** Whether a file holds a public key, by its name: `sa.pub`, but keys of SSH as well. */
export function isPublicKeyName(name: string): boolean {
  return /\.pub$/i.test(name);
}

/** Whether a file may be a kubeconfig, a manifest or a kubelet's configuration, by its name; what it holds decides. */
export function isConfigurationName(name: string): boolean {
  return CONFIGURATION_NAMES.test(name) || JSON_NAMES.test(name);
}

/** What a name has at its end when somebody put the file aside: `.bak`, `.old.2`, `.bak-2026-01-01`, `~`. */
const PUT_ASIDE = /(?:\.(?:bak|old|orig|backup|save)(?:[._-]?\d[\w.-]*)?|~)$/i;

/** The name without what says that somebody put the file or folder aside; undefined where nothing says so. */
export function nameBeforeAside(name: string): string | undefined {
  return PUT_ASIDE.test(name) ? name.replace(PUT_ASIDE, "") : undefined;
}

/** The name without its extension: `etcd/ca.crt` gives `etcd/ca`. */
export function stemOf(name: string): string {
  return name.replace(/\.[^./]+$/, "");
}

/** Whether a file holds a certificate rather than a key or a request, by its name. */
export function isKeyName(name: string): boolean {
  return /\.key$|-key\.pem$/i.test(name);
}

/**
 * Where the key of a certificate stands by convention: kubeadm's `x.key`, `x-key.pem` of cfssl and RKE, `key.pem`
 * beside `cert.pem` of Docker and minikube, `privkey.pem` beside `fullchain.pem` of Let's Encrypt.
 */
export function keyNamesOf(name: string): readonly string[] {
  const stem = stemOf(name);
  const own = [`${stem}.key`, `${stem}-key.pem`, `${stem}.key.pem`];
  const folder = folderOf(name);
  const base = stem.slice(folder.length);
  if (base === "fullchain") return [...own, `${folder}privkey.pem`];
  if (!/(?:^|[-_.])cert$/.test(base)) return own;
  const pair = `${stem.slice(0, -"cert".length)}key`;
  return [...own, `${pair}.pem`, `${pair}.key`, ...(base === "cert" ? [`${folder}privkey.pem`] : [])];
}

/** The folder part with its `/`, or nothing. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** What stands behind the folder part. */
export function lastPart(name: string): string {
  return name.slice(folderOf(name).length);
}
