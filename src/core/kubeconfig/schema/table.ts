import { say } from "../../message.ts";
import type { MappingKind } from "../model.ts";
import type { SchemaMapping } from "./types.ts";

const foreign = say("Data of other tools. kubectl keeps it and does not read it.");

/**
 * Every field of a kubeconfig: client-go tools/clientcmd/api/v1/types.go, and what tools/clientcmd, rest and
 * plugin/pkg/client/auth make of it. What else asks for the fields of a kubeconfig derives them from here, so a new field
 * of client-go is one entry here and a property of its mapping in `model.ts`. Keys stand in the order of encoding/json,
 * which is that in which kubectl meets them. `npm run test:oracle` compares the table with client-go's own types.
 */
export const schema = {
  file: {
    go: "Config",
    fields: {
      apiVersion: {
        go: "string",
        holds: "plain",
        values: ["v1"],
        explanation: say(
          "Always {0}. kubectl takes a file without it the same way and refuses any other.",
          "v1",
        ),
      },
      clusters: {
        go: "[]NamedCluster",
        holds: "list",
        of: "named-cluster",
        always: true,
        explanation: say("The API servers. A context names one of them."),
      },
      contexts: {
        go: "[]NamedContext",
        holds: "list",
        of: "named-context",
        always: true,
        explanation: say("Which user on which cluster, in which namespace."),
      },
      "current-context": {
        go: "string",
        holds: "reference",
        refersTo: "context",
        always: true,
        explanation: say(
          "The context that kubectl uses when no {0} is given. With several files in {1}, the first that sets it wins.",
          "--context",
          "KUBECONFIG",
        ),
      },
      extensions: { go: "[]NamedExtension", holds: "list", of: "named-extension", explanation: foreign },
      kind: {
        go: "string",
        holds: "plain",
        values: ["Config"],
        explanation: say(
          "Always {0}. kubectl takes a file without it the same way and refuses any other.",
          "Config",
        ),
      },
      preferences: {
        go: "Preferences",
        holds: "mapping",
        of: "preferences",
        deprecated: "1.34",
        explanation: say("Not used by kubectl any more, and deprecated since 1.34."),
      },
      users: {
        go: "[]NamedAuthInfo",
        holds: "list",
        of: "named-user",
        always: true,
        explanation: say("The credentials. A context names one of them."),
      },
    },
  },
  preferences: {
    go: "Preferences",
    fields: {
      colors: { go: "bool", holds: "plain", explanation: say("Not used by kubectl.") },
      extensions: { go: "[]NamedExtension", holds: "list", of: "named-extension", explanation: foreign },
    },
  },
  "named-cluster": {
    go: "NamedCluster",
    fields: {
      cluster: {
        go: "Cluster",
        holds: "mapping",
        of: "cluster",
        always: true,
        explanation: say("Where the API server is and how to trust it."),
      },
      name: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say("What contexts call this cluster. It may be anything, but only once in a file."),
      },
    },
  },
  "named-user": {
    go: "NamedAuthInfo",
    fields: {
      name: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say(
          "What contexts call this credential. The API server never sees this name: it takes the user from the credential.",
        ),
      },
      user: {
        go: "AuthInfo",
        holds: "mapping",
        of: "user",
        always: true,
        explanation: say("What kubectl proves its identity with."),
      },
    },
  },
  "named-context": {
    go: "NamedContext",
    fields: {
      context: {
        go: "Context",
        holds: "mapping",
        of: "context",
        always: true,
        explanation: say("Which user on which cluster, in which namespace."),
      },
      name: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say("What {0} and {1} call it.", "--context", "current-context"),
      },
    },
  },
  "named-extension": {
    go: "NamedExtension",
    fields: {
      extension: {
        go: "RawExtension",
        holds: "foreign",
        always: true,
        explanation: say("Whatever the other tool keeps here."),
      },
      name: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say("The name of the extension. It may stand only once in its list."),
      },
    },
  },
  cluster: {
    go: "Cluster",
    fields: {
      "certificate-authority": {
        go: "string",
        holds: "file",
        data: "certificate-authority-data",
        explanation: say(
          "The file with the certificates that the server's certificate must chain to. A relative path starts at this file's folder.",
        ),
      },
      "certificate-authority-data": {
        go: "[]byte",
        holds: "data",
        explanation: say(
          "The certificates that the server's certificate must chain to: PEM in base64. Without any, kubectl trusts the system's.",
        ),
      },
      "disable-compression": {
        go: "bool",
        holds: "plain",
        since: "1.26",
        explanation: say("When true, kubectl asks for uncompressed answers: faster on a quick network."),
      },
      extensions: {
        go: "[]NamedExtension",
        holds: "list",
        of: "named-extension",
        explanation: say(
          "Data of other tools. The one named {0} is handed to credential plugins.",
          "client.authentication.k8s.io/exec",
        ),
      },
      "insecure-skip-tls-verify": {
        go: "bool",
        holds: "plain",
        explanation: say(
          "When true, kubectl accepts any server certificate: whoever is in between can read and change everything, credentials included.",
        ),
      },
      "proxy-url": {
        go: "string",
        holds: "plain",
        since: "1.19",
        explanation: say(
          "The proxy for requests to this cluster: http, https or socks5. Without it the proxy variables of the environment count.",
        ),
      },
      server: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say("The address of the API server. Without a scheme kubectl takes it as http."),
      },
      "tls-server-name": {
        go: "string",
        holds: "plain",
        since: "1.18",
        explanation: say(
          "The name to expect in the server's certificate, where it is not the host of the server's address.",
        ),
      },
    },
  },
  user: {
    go: "AuthInfo",
    fields: {
      as: {
        go: "string",
        holds: "plain",
        explanation: say("The user to act as. The credential needs the right to impersonate it."),
      },
      "as-groups": {
        go: "[]string",
        holds: "plain",
        explanation: say("The groups to act with. Needs {0}.", "as"),
      },
      "as-uid": {
        go: "string",
        holds: "plain",
        since: "1.23",
        explanation: say("The UID to act with. Needs {0}.", "as"),
      },
      "as-user-extra": {
        go: "map[string][]string",
        holds: "free",
        explanation: say("Further attributes to act with. Needs {0}.", "as"),
      },
      "auth-provider": {
        go: "AuthProviderConfig",
        holds: "mapping",
        of: "auth-provider",
        credential: true,
        explanation: say(
          "A built-in login. Only {0} is left, and deprecated: credential plugins ({1}) take its place.",
          "oidc",
          "exec",
        ),
      },
      "client-certificate": {
        go: "string",
        holds: "file",
        data: "client-certificate-data",
        credential: true,
        explanation: say(
          "The file with the client certificate in PEM. A relative path starts at this file's folder.",
        ),
      },
      "client-certificate-data": {
        go: "[]byte",
        holds: "data",
        credential: true,
        explanation: say(
          "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
        ),
      },
      "client-key": {
        go: "string",
        holds: "file",
        data: "client-key-data",
        credential: true,
        explanation: say(
          "The file with the private key of the client certificate in PEM. A relative path starts at this file's folder.",
        ),
      },
      "client-key-data": {
        go: "[]byte",
        holds: "data",
        secret: true,
        credential: true,
        explanation: say("The private key of the client certificate: PEM in base64. Secret."),
      },
      exec: {
        go: "ExecConfig",
        holds: "mapping",
        of: "exec",
        credential: true,
        explanation: say("A program that kubectl runs to get a credential."),
      },
      extensions: { go: "[]NamedExtension", holds: "list", of: "named-extension", explanation: foreign },
      password: {
        go: "string",
        holds: "plain",
        secret: true,
        credential: true,
        ignored: "1.19",
        explanation: say(
          "The password for basic authentication. API servers take none since Kubernetes 1.19. Secret.",
        ),
      },
      token: {
        go: "string",
        holds: "plain",
        secret: true,
        credential: true,
        explanation: say("The bearer token, sent as it stands. Secret."),
      },
      tokenFile: {
        go: "string",
        holds: "file",
        credential: true,
        explanation: say(
          "A file with the bearer token, read again every minute. It wins over {0} as long as it can be read.",
          "token",
        ),
      },
      username: {
        go: "string",
        holds: "plain",
        credential: true,
        ignored: "1.19",
        explanation: say("The name for basic authentication. API servers take none since Kubernetes 1.19."),
      },
    },
  },
  context: {
    go: "Context",
    fields: {
      cluster: {
        go: "string",
        holds: "reference",
        refersTo: "cluster",
        always: true,
        explanation: say("The cluster, by its name in {0}.", "clusters"),
      },
      extensions: { go: "[]NamedExtension", holds: "list", of: "named-extension", explanation: foreign },
      namespace: {
        go: "string",
        holds: "plain",
        explanation: say("The namespace when no {0} is given; {1} when left out.", "-n", "default"),
      },
      user: {
        go: "string",
        holds: "reference",
        refersTo: "user",
        always: true,
        explanation: say("The user, by its name in {0}.", "users"),
      },
    },
  },
  "auth-provider": {
    go: "AuthProviderConfig",
    fields: {
      config: {
        go: "map[string]string",
        holds: "free",
        secret: true,
        always: true,
        explanation: say("The settings of the login. They may hold secrets."),
      },
      name: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say("Which built-in login. Only {0} is left.", "oidc"),
      },
    },
  },
  exec: {
    go: "ExecConfig",
    fields: {
      apiVersion: {
        go: "string",
        holds: "plain",
        values: ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"],
        explanation: say(
          "The version of the protocol between kubectl and the program: {0} or {1}.",
          "client.authentication.k8s.io/v1",
          "client.authentication.k8s.io/v1beta1",
        ),
      },
      args: {
        go: "[]string",
        holds: "plain",
        always: true,
        explanation: say("The arguments, each one as it stands: no shell reads them."),
      },
      command: {
        go: "string",
        holds: "plain",
        always: true,
        explanation: say(
          "The program to run. With a slash it is a path from this file's folder, else it is searched in {0}.",
          "PATH",
        ),
      },
      env: {
        go: "[]ExecEnvVar",
        holds: "list",
        of: "exec-env",
        always: true,
        explanation: say("Variables to add to the environment of the program. Their values may be secret."),
      },
      installHint: {
        go: "string",
        holds: "plain",
        since: "1.19",
        explanation: say("What kubectl prints when the program is not there."),
      },
      interactiveMode: {
        go: "ExecInteractiveMode",
        holds: "plain",
        since: "1.22",
        values: ["Never", "IfAvailable", "Always"],
        explanation: say(
          "Whether the program may use the terminal: {0}, {1} or {2}. Must be set for {3}.",
          "Never",
          "IfAvailable",
          "Always",
          "v1",
        ),
      },
      provideClusterInfo: {
        go: "bool",
        holds: "plain",
        since: "1.20",
        always: true,
        explanation: say(
          "When true, the program is told the server, its CA and the cluster's extension in {0}.",
          "KUBERNETES_EXEC_INFO",
        ),
      },
    },
  },
  "exec-env": {
    go: "ExecEnvVar",
    fields: {
      name: { go: "string", holds: "plain", always: true, explanation: say("The name of the variable.") },
      value: {
        go: "string",
        holds: "plain",
        secret: true,
        always: true,
        explanation: say("The value of the variable. It may be secret."),
      },
    },
  },
} as const satisfies Record<MappingKind, SchemaMapping>;
