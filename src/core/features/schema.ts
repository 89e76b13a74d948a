import { type Message, say } from "../message.ts";

/**
 * Every key of a kubeconfig and what it means to kubectl: client-go tools/clientcmd/api/v1/types.go and what
 * tools/clientcmd, rest and plugin/pkg/client/auth make of it. Paths leave out list positions.
 */
const KEYS: Readonly<Record<string, Message>> = {
  apiVersion: say("Always {0}. kubectl takes a file without it the same way and refuses any other.", "v1"),
  kind: say("Always {0}. kubectl takes a file without it the same way and refuses any other.", "Config"),
  "current-context": say(
    "The context that kubectl uses when no {0} is given. With several files in {1}, the first that sets it wins.",
    "--context",
    "KUBECONFIG",
  ),
  preferences: say("Not used by kubectl any more, and deprecated since 1.34."),
  "preferences.colors": say("Not used by kubectl."),
  "preferences.extensions": say("Data of other tools. kubectl keeps it and does not read it."),
  extensions: say("Data of other tools. kubectl keeps it and does not read it."),
  clusters: say("The API servers. A context names one of them."),
  "clusters.name": say("What contexts call this cluster. It may be anything, but only once in a file."),
  "clusters.cluster": say("Where the API server is and how to trust it."),
  "clusters.cluster.server": say("The address of the API server. Without a scheme kubectl takes it as http."),
  "clusters.cluster.tls-server-name": say(
    "The name to expect in the server's certificate, where it is not the host of the server's address.",
  ),
  "clusters.cluster.insecure-skip-tls-verify": say(
    "When true, kubectl accepts any server certificate: whoever is in between can read and change everything, credentials included.",
  ),
  "clusters.cluster.certificate-authority": say(
    "The file with the certificates that the server's certificate must chain to. A relative path starts at this file's folder.",
  ),
  "clusters.cluster.certificate-authority-data": say(
    "The certificates that the server's certificate must chain to: PEM in base64. Without any, kubectl trusts the system's.",
  ),
  "clusters.cluster.proxy-url": say(
    "The proxy for requests to this cluster: http, https or socks5. Without it the proxy variables of the environment count.",
  ),
  "clusters.cluster.disable-compression": say(
    "When true, kubectl asks for uncompressed answers: faster on a quick network.",
  ),
  "clusters.cluster.extensions": say(
    "Data of other tools. The one named {0} is handed to credential plugins.",
    "client.authentication.k8s.io/exec",
  ),
  users: say("The credentials. A context names one of them."),
  "users.name": say(
    "What contexts call this credential. The API server never sees this name: it takes the user from the credential.",
  ),
  "users.user": say("What kubectl proves its identity with."),
  "users.user.client-certificate": say(
    "The file with the client certificate in PEM. A relative path starts at this file's folder.",
  ),
  "users.user.client-certificate-data": say(
    "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
  ),
  "users.user.client-key": say(
    "The file with the private key of the client certificate in PEM. A relative path starts at this file's folder.",
  ),
  "users.user.client-key-data": say("The private key of the client certificate: PEM in base64. Secret."),
  "users.user.token": say("The bearer token, sent as it stands. Secret."),
  "users.user.tokenFile": say(
    "A file with the bearer token, read again every minute. It wins over {0} as long as it can be read.",
    "token",
  ),
  "users.user.as": say("The user to act as. The credential needs the right to impersonate it."),
  "users.user.as-uid": say("The UID to act with. Needs {0}.", "as"),
  "users.user.as-groups": say("The groups to act with. Needs {0}.", "as"),
  "users.user.as-user-extra": say("Further attributes to act with. Needs {0}.", "as"),
  "users.user.username": say(
    "The name for basic authentication. API servers take none since Kubernetes 1.19.",
  ),
  "users.user.password": say(
    "The password for basic authentication. API servers take none since Kubernetes 1.19. Secret.",
  ),
  "users.user.auth-provider": say(
    "A built-in login. Only {0} is left, and deprecated: credential plugins ({1}) take its place.",
    "oidc",
    "exec",
  ),
  "users.user.auth-provider.name": say("Which built-in login. Only {0} is left.", "oidc"),
  "users.user.auth-provider.config": say("The settings of the login. They may hold secrets."),
  "users.user.exec": say("A program that kubectl runs to get a credential."),
  "users.user.exec.command": say(
    "The program to run. With a slash it is a path from this file's folder, else it is searched in {0}.",
    "PATH",
  ),
  "users.user.exec.args": say("The arguments, each one as it stands: no shell reads them."),
  "users.user.exec.env": say(
    "Variables to add to the environment of the program. Their values may be secret.",
  ),
  "users.user.exec.env.name": say("The name of the variable."),
  "users.user.exec.env.value": say("The value of the variable. It may be secret."),
  "users.user.exec.apiVersion": say(
    "The version of the protocol between kubectl and the program: {0} or {1}.",
    "client.authentication.k8s.io/v1",
    "client.authentication.k8s.io/v1beta1",
  ),
  "users.user.exec.installHint": say("What kubectl prints when the program is not there."),
  "users.user.exec.provideClusterInfo": say(
    "When true, the program is told the server, its CA and the cluster's extension in {0}.",
    "KUBERNETES_EXEC_INFO",
  ),
  "users.user.exec.interactiveMode": say(
    "Whether the program may use the terminal: {0}, {1} or {2}. Must be set for {3}.",
    "Never",
    "IfAvailable",
    "Always",
    "v1",
  ),
  "users.user.extensions": say("Data of other tools. kubectl keeps it and does not read it."),
  contexts: say("Which user on which cluster, in which namespace."),
  "contexts.name": say("What {0} and {1} call it.", "--context", "current-context"),
  "contexts.context": say("Which user on which cluster, in which namespace."),
  "contexts.context.cluster": say("The cluster, by its name in {0}.", "clusters"),
  "contexts.context.user": say("The user, by its name in {0}.", "users"),
  "contexts.context.namespace": say(
    "The namespace when no {0} is given; {1} when left out.",
    "-n",
    "default",
  ),
  "contexts.context.extensions": say("Data of other tools. kubectl keeps it and does not read it."),
};

/** Mappings whose keys are anybody's: what stands in them counts as the mapping itself. */
const OPEN = ["users.user.as-user-extra", "users.user.auth-provider.config"] as const;

/** The path of a key as the schema writes it: without list positions and keys of free choice. */
export function schemaPath(path: readonly (string | number)[]): string {
  const keys = path.filter(segment => typeof segment === "string").join(".");
  return OPEN.find(open => keys.startsWith(`${open}.`)) ?? keys;
}

/** What a key means to kubectl; absent for keys that v1 does not have. */
export function explanation(path: string): Message | undefined {
  return Object.hasOwn(KEYS, path) ? KEYS[path] : undefined;
}
