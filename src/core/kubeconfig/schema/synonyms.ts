import type { MappingKind } from "../model.ts";
import type { KeyOf } from "./fields.ts";

/**
 * What people write for a key that v1 calls otherwise: words of other tools' settings, of kubectl's flags, of client
 * libraries and of certificates. In lower case and without separators; `foldedKey` makes keys so. A word whose value would mean
 * the opposite, such as `verify-ssl`, is not among them.
 */
const SYNONYMS: { readonly [M in MappingKind]?: { readonly [K in KeyOf<M>]?: string } } = {
  file: {
    clusters: "clusterlist servers",
    contexts: "contextlist profiles",
    "current-context": "defaultcontext activecontext selectedcontext current usecontext currentctx",
    users: "userlist authinfos accounts credentials",
  },
  "named-cluster": { name: "clustername" },
  "named-user": { name: "username", user: "authinfo" },
  "named-context": { name: "contextname" },
  cluster: {
    "certificate-authority":
      "ca cacert cacrt cafile capath cacertfile cacertificate certificateauthorityfile rootca rootcafile sslcacert",
    "certificate-authority-data":
      "cadata cacertdata cacrtdata cacertificatedata cabase64 cabundle certificateauthoritybase64 certificatedata rootcadata",
    "disable-compression": "nocompression disablegzip",
    "insecure-skip-tls-verify":
      "insecure insecureskipverify insecureskiptls insecuretls skiptls skiptlsverify skiptlsverification skipsslverify skipverify sslinsecure tlsinsecure tlsskipverify insecureskiptlsverification",
    "proxy-url": "proxy proxyserver proxyaddress httpproxy httpsproxy socksproxy socks5proxy",
    server:
      "url uri host hostname endpoint address addr api apiendpoint apihost apiserver apiserverurl apiurl clusterendpoint clusterurl controlplaneendpoint kubeapiserver master masterurl serveraddress serverhost serverurl",
    "tls-server-name": "servername sni sslservername tlsname tlshostname tlssni",
  },
  context: {
    cluster: "clustername",
    namespace: "ns defaultnamespace defaultns currentnamespace project",
    user: "account authinfo username",
  },
  user: {
    as: "actas actasuser asuser asusername impersonate impersonateuser impersonation impersonationuser runas",
    "as-groups":
      "actasgroup actasgroups asusergroup asusergroups impersonategroup impersonategroups impersonationgroups runasgroups",
    "as-uid": "actasuid asuseruid impersonateuid impersonationuid",
    "as-user-extra":
      "actasextra actasuserextra asextra impersonateextra impersonateuserextra impersonationextra",
    "auth-provider": "authproviderconfig",
    "client-certificate":
      "cert certificate certfile certificatefile clientcert clientcertfile clientcertificatefile clientcrt crt tlscert",
    "client-certificate-data":
      "certdata certificatedata clientcertdata clientcertificatebase64 clientcrtdata crtdata tlscertdata",
    "client-key": "clientkeyfile clientprivatekey key keyfile privatekey tlskey",
    "client-key-data": "clientkeybase64 clientprivatekeydata keydata privatekeydata tlskeydata",
    exec: "execconfig execprovider credentialplugin",
    password: "pass passwd pwd",
    token:
      "accesstoken apikey apitoken authorization authtoken bearer bearertoken idtoken jwt jwttoken serviceaccounttoken",
    tokenFile: "accesstokenfile apitokenfile bearertokenfile bearertokenpath tokenpath",
    username: "login",
  },
  "auth-provider": { config: "options settings", name: "provider type" },
  exec: {
    apiVersion: "version",
    args: "argument arguments argv parameters params",
    command: "binary cmd executable program",
    env: "environment environmentvariables envvars vars variables",
    installHint: "hint helptext",
    interactiveMode: "interactive",
    provideClusterInfo: "clusterinfo passclusterinfo",
  },
  "exec-env": { name: "key var variable", value: "val" },
};

/** A key without case and separators. */
export function foldedKey(key: string): string {
  return key.toLowerCase().replace(/[-_. ]/g, "");
}

let table: ReadonlyMap<MappingKind, ReadonlyMap<string, string>> | undefined;

/** The key of a mapping that a word stands for; undefined for one that nobody writes for it. */
export function synonymOf(mapping: MappingKind, key: string): string | undefined {
  table ??= new Map(
    Object.entries(SYNONYMS).map(([kind, keys]) => [kind as MappingKind, new Map(wordsOf(keys))]),
  );
  return table.get(mapping)?.get(foldedKey(key));
}

function* wordsOf(keys: Readonly<Record<string, string>>): Iterable<readonly [string, string]> {
  for (const [key, words] of Object.entries(keys)) for (const word of words.split(" ")) yield [word, key];
}

/** Every word with the key that it stands for, by mapping; for tests. */
export function synonyms(): Iterable<readonly [MappingKind, Readonly<Record<string, string>>]> {
  return Object.entries(SYNONYMS) as [MappingKind, Record<string, string>][];
}
