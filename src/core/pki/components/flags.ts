import { type Message, say } from "../../message.ts";

/** What a file that a flag or field names must hold, and what the component does with it. */
export interface FileUse {
  readonly kind: "ca" | "certificate" | "key" | "public-key" | "kubeconfig" | "tokens";
  /** For a certificate: the flag that names its key. */
  readonly key?: string;
  /** For a certificate: the component does not start with more than one in the file. */
  readonly single?: true;
  readonly explanation: Message;
}

type Uses = Readonly<Record<string, FileUse>>;

function ca(explanation: Message): FileUse {
  return { kind: "ca", explanation };
}

function certificate(key: string, explanation: Message): FileUse {
  return { kind: "certificate", key, explanation };
}

/** A CA that signs requests: kube-controller-manager pkg/controller/certificates/signer/ca_provider.go. */
function signingCa(secret: string, explanation: Message): FileUse {
  return { ...certificate(secret, explanation), single: true };
}

function key(explanation: Message): FileUse {
  return { kind: "key", explanation };
}

function kubeconfig(explanation: Message): FileUse {
  return { kind: "kubeconfig", explanation };
}

const clientCa = ca(
  say(
    "Whoever presents a client certificate signed by one of these CAs is authenticated: the common name is the user, every organization a group.",
  ),
);

const requestheaderCa = ca(
  say(
    "The CA of authenticating proxies. Whoever presents a certificate that it signed, under one of the allowed names, may say in headers (X-Remote-User, X-Remote-Group) who the user is, and is believed. It must sign nothing else.",
  ),
);

const serving = {
  "tls-cert-file": certificate(
    "tls-private-key-file",
    say("The certificate that this component serves HTTPS with."),
  ),
  "tls-private-key-file": key(say("The key of the certificate that this component serves HTTPS with.")),
};

const delegated = {
  "client-ca-file": clientCa,
  "requestheader-client-ca-file": requestheaderCa,
  kubeconfig: kubeconfig(say("How this component reaches the API server, and as whom.")),
  "authentication-kubeconfig": kubeconfig(say("Whom this component asks who its own callers are.")),
  "authorization-kubeconfig": kubeconfig(say("Whom this component asks what its own callers may do.")),
  ...serving,
};

/** kube-apiserver, kubernetes.io/docs/reference/command-line-tools-reference. */
const apiserver: Uses = {
  ...serving,
  "client-ca-file": clientCa,
  "requestheader-client-ca-file": requestheaderCa,
  "proxy-client-cert-file": certificate(
    "proxy-client-key-file",
    say(
      "The certificate by which extension API servers know the API server as the authenticating proxy. The requestheader CA must have signed it.",
    ),
  ),
  "proxy-client-key-file": key(say("The key of the API server's certificate for extension API servers.")),
  "kubelet-client-certificate": certificate(
    "kubelet-client-key",
    say("Who the API server is to kubelets, for logs, exec and port-forward."),
  ),
  "kubelet-client-key": key(say("The key of the API server's certificate for kubelets.")),
  "peer-ca-file": ca(
    say("The CA that must have signed the certificates that other API servers of the cluster serve with."),
  ),
  "kubelet-certificate-authority": ca(
    say("The CA that must have signed the kubelets' serving certificates."),
  ),
  "etcd-cafile": ca(say("The CA that must have signed etcd's serving certificate.")),
  "etcd-certfile": certificate("etcd-keyfile", say("Who the API server is to etcd.")),
  "etcd-keyfile": key(say("The key of the API server's certificate for etcd.")),
  "oidc-ca-file": ca(say("The CA that must have signed the certificate of the OpenID Connect issuer.")),
  "service-account-key-file": {
    kind: "public-key",
    explanation: say("Tokens of service accounts are checked with this key."),
  },
  "service-account-signing-key-file": key(say("Tokens of service accounts are signed with this key.")),
  "token-auth-file": {
    kind: "tokens",
    explanation: say(
      "Whoever presents a token of this file is authenticated as the user and groups of its line. The tokens never expire, and the API server must be started again to read a change of the file.",
    ),
  },
  "authentication-token-webhook-config-file": kubeconfig(
    say("The webhook that is asked whom a token belongs to."),
  ),
  "authorization-webhook-config-file": kubeconfig(say("The webhook that is asked who may do what.")),
  "audit-webhook-config-file": kubeconfig(say("Where audit events are sent.")),
};

/** The controller manager has a pair of flags for each signer of the cluster's own. */
function signers(names: readonly string[]): Uses {
  return Object.fromEntries(
    names.flatMap(name => {
      const [cert, secret] = [`cluster-signing-${name}-cert-file`, `cluster-signing-${name}-key-file`];
      const what = say("The CA that signs approved certificate signing requests of {0}.", name);
      const whose = say("The key of the CA that signs approved certificate signing requests of {0}.", name);
      return [
        [cert, signingCa(secret, what)],
        [secret, key(whose)],
      ];
    }),
  );
}

const controllerManager: Uses = {
  ...delegated,
  "cluster-signing-cert-file": signingCa(
    "cluster-signing-key-file",
    say("The CA that signs approved certificate signing requests."),
  ),
  "cluster-signing-key-file": key(say("The key of the CA that signs approved certificate signing requests.")),
  ...signers(["kubelet-serving", "kubelet-client", "kube-apiserver-client", "legacy-unknown"]),
  "root-ca-file": ca(say("The CA that every pod gets to check the API server with.")),
  "service-account-private-key-file": key(say("Tokens of service accounts are signed with this key.")),
};

const etcd: Uses = {
  "cert-file": certificate("key-file", say("The certificate that etcd serves its clients with.")),
  "key-file": key(say("The key of the certificate that etcd serves its clients with.")),
  "trusted-ca-file": ca(say("The CA that must have signed the certificates of etcd's clients.")),
  "peer-cert-file": certificate("peer-key-file", say("The certificate that etcd members show each other.")),
  "peer-key-file": key(say("The key of the certificate that etcd members show each other.")),
  "peer-trusted-ca-file": ca(say("The CA that must have signed the certificates of etcd members.")),
};

/** The flags of each program, without their dashes. */
export const flagUses: Readonly<Record<string, Uses>> = {
  "kube-apiserver": apiserver,
  "kube-controller-manager": controllerManager,
  "kube-scheduler": delegated,
  "cloud-controller-manager": delegated,
  etcd,
};

/** The fields of a KubeletConfiguration (kubelet.config.k8s.io/v1beta1). */
export const kubeletUses: Uses = {
  "authentication.x509.clientCAFile": clientCa,
  tlsCertFile: certificate("tlsPrivateKeyFile", say("The certificate that the kubelet serves HTTPS with.")),
  tlsPrivateKeyFile: key(say("The key of the certificate that the kubelet serves HTTPS with.")),
};
