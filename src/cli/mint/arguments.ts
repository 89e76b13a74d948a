import { render } from "../../core/message.ts";
import {
  type ClientIdentity,
  KEY_TYPES,
  type KeyType,
  type Lifetime,
  parseLifetime,
} from "../../core/x509/assess.ts";
import {
  duration,
  PLAIN,
  type PlainFormat,
  plainFormat,
  refuse,
  TIMEOUT_FORM,
  timeoutOf,
  type Understood,
  type Values,
} from "../options.ts";

/** What signs the certificate: a CA whose key is at hand, or the cluster of a context. */
export type SignerWish =
  | {
      readonly kind: "ca";
      readonly certificate: string;
      readonly key: string;
      readonly passphraseFile: string | undefined;
    }
  | (RequestWish & { readonly kind: "request"; readonly keep: boolean });

/** How a request is followed. */
export interface RequestWish {
  /** Approve it oneself, where one may. */
  readonly approve: boolean;
  /** Milliseconds. */
  readonly wait: number;
  readonly runPlugins: boolean;
  /** Milliseconds that a server has for an answer. */
  readonly timeout: number;
}

/** The cluster that the new user is one of. */
export type ClusterWish =
  | { readonly kind: "context"; readonly context: string | undefined }
  | { readonly kind: "server"; readonly server: string; readonly authority: string | undefined };

/** Where the certificate and its key go. */
export type GoalWish =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdout" }
  | { readonly kind: "add"; readonly path: string; readonly makeCurrent: boolean }
  /** PEM in `.key` and `.crt`, behind this path. */
  | { readonly kind: "files"; readonly path: string };

export interface MintCommand {
  readonly name: "mint";
  /** Whom the certificate names, or the user entry whose certificate is renewed. */
  readonly whom:
    | {
        readonly kind: "new";
        readonly identity: ClientIdentity;
        readonly goal: GoalWish;
        readonly namespace: string | undefined;
        readonly contextName: string | undefined;
        readonly cluster: ClusterWish;
      }
    | { readonly kind: "renew"; readonly user: string; readonly context: string | undefined };
  readonly signer: SignerWish;
  readonly kubeconfig: string | undefined;
  readonly lifetime: Lifetime | undefined;
  readonly keyType: KeyType | undefined;
  /** What is dangerous is meant. */
  readonly yes: boolean;
  readonly print: PlainFormat;
}

/** Go on with a request that was made before. */
export interface MintResumeCommand extends RequestWish {
  readonly name: "mint-resume";
  readonly file: string;
  /** In the place of the file that was meant. */
  readonly output: string | undefined;
  readonly print: PlainFormat;
}

const FOLLOWING = ["approve", "wait", "run-plugins", "timeout", "print"] as const;
const SIGNING = ["ca-cert", "ca-key", "passphrase-file"] as const;
const RENEWING = [
  ...SIGNING,
  ...FOLLOWING,
  ...(["renew", "csr", "keep-request", "context", "kubeconfig", "lifetime", "key-type", "yes"] as const),
] as const;
const RESUMING = [...FOLLOWING, "resume", "output"] as const;

export const MINT_OPTIONS: readonly (keyof Values)[] = [
  ...new Set([...RENEWING, ...RESUMING]),
  ...(["user", "group", "uid", "server", "certificate-authority", "namespace"] as const),
  ...(["context-name", "add-to", "files", "use"] as const),
];

/** What only a kubeconfig has. */
const OF_KUBECONFIGS = ["namespace", "context-name", "server", "certificate-authority"] as const;

/** Milliseconds that a request is waited for where nobody says it. */
const PATIENCE = 600_000;

type Understanding = Understood<MintCommand | MintResumeCommand>;

export function mintCommand(rest: readonly string[], values: Values): Understanding {
  if (rest.length > 0) return refuse("mint takes options only: the user is named by --user");
  const print = plainFormat(values.print);
  if (print === undefined) return refuse(`--print must be one of ${PLAIN}`);
  if (values.output === "json" || values.output === "text") {
    return refuse(
      `mint writes the kubeconfig to the file behind --output. Use --print ${values.output} for how the outcome is told, or -o ./${values.output} for a file of that name`,
    );
  }
  const timeout = timeoutOf(values.timeout);
  if (timeout === undefined) return refuse(TIMEOUT_FORM);
  const wait = values.wait === undefined ? PATIENCE : duration(values.wait);
  if (wait === undefined) return refuse("--wait must be a time such as 10m");
  const approve = values.approve === true;
  const following = { approve, wait, runPlugins: values["run-plugins"] === true, timeout };
  if (values.resume !== undefined) return resumeCommand(values.resume, values, { ...following, print });
  const signer = signerOf(values, following);
  if (typeof signer === "string") return refuse(signer);
  const whom = values.renew === undefined ? newUser(values, signer) : renewal(values.renew, values);
  if (typeof whom === "string") return refuse(whom);
  const lifetime = values.lifetime === undefined ? undefined : parseLifetime(values.lifetime);
  if (lifetime?.ok === false) return refuse(`--lifetime: ${render(lifetime.message)}`);
  const keyType = keyTypeOf(values["key-type"]);
  if (keyType === false) return refuse(`--key-type must be one of ${KEY_TYPES.join(", ")}`);
  const [{ kubeconfig }, yes] = [values, values.yes === true];
  return {
    ok: true,
    command: { name: "mint", whom, signer, kubeconfig, lifetime: lifetime?.value, keyType, yes, print },
  };
}

function resumeCommand(
  file: string,
  values: Values,
  following: RequestWish & { readonly print: PlainFormat },
): Understanding {
  const foreign = foreignTo(values, RESUMING);
  if (foreign !== undefined) return refuse(`--${foreign} is known from the file behind --resume`);
  if (file === "") return refuse("--resume needs a file");
  return { ok: true, command: { name: "mint-resume", file, output: values.output, ...following } };
}

function foreignTo(values: Values, known: readonly (keyof Values)[]): string | undefined {
  return (Object.keys(values) as (keyof Values)[]).find(each => !known.includes(each));
}

function signerOf(values: Values, following: RequestWish): SignerWish | string {
  const [certificate, key] = [values["ca-cert"], values["ca-key"]];
  if (values.csr === true) {
    const foreign = SIGNING.find(each => values[each] !== undefined);
    if (foreign !== undefined) return `--csr and --${foreign} exclude each other`;
    return { kind: "request", keep: values["keep-request"] === true, ...following };
  }
  const foreign = (["approve", "wait", "keep-request", "run-plugins", "timeout"] as const).find(
    each => values[each] !== undefined,
  );
  if (foreign !== undefined) return `--${foreign} needs --csr`;
  if (!certificate || !key) {
    return "what signs is missing: --ca-cert and --ca-key, or --csr for the cluster of a context";
  }
  return { kind: "ca", certificate, key, passphraseFile: values["passphrase-file"] };
}

function renewal(user: string, values: Values): MintCommand["whom"] | string {
  const foreign = foreignTo(values, RENEWING);
  if (foreign !== undefined) return `--${foreign} and --renew exclude each other`;
  if (user === "") return "--renew needs the name of a user";
  if (values.context !== undefined && values.csr !== true) return "--context and --renew need --csr";
  return { kind: "renew", user, context: values.context };
}

function newUser(values: Values, signer: SignerWish): MintCommand["whom"] | string {
  const { user, group: groups = [], uid } = values;
  if (user === undefined) return "--user is missing: whom the certificate names";
  const goal = goalOf(values);
  if (typeof goal === "string") return goal;
  const cluster = clusterOf(values, signer);
  if (typeof cluster === "string") return cluster;
  const contextName = values["context-name"];
  if (contextName === "") return "--context-name is empty";
  const identity = { user, groups, ...(uid !== undefined && { uid }) };
  return { kind: "new", identity, goal, namespace: values.namespace, contextName, cluster };
}

function goalOf({ output, "add-to": path, files, use, ...values }: Values): GoalWish | string {
  if ([output, path, files].filter(each => each !== undefined).length > 1) {
    return "--output, --add-to and --files exclude each other";
  }
  if (files !== undefined) {
    const foreign = OF_KUBECONFIGS.find(each => values[each] !== undefined);
    if (foreign !== undefined) return `--${foreign} is of no use for --files, which have no cluster`;
    return files === "" ? "--files needs a name" : { kind: "files", path: files };
  }
  if (path !== undefined) {
    return path === "" ? "--add-to needs a file" : { kind: "add", path, makeCurrent: use === true };
  }
  if (use !== undefined) return "--use needs --add-to: a new kubeconfig uses its only context";
  if (output === "-") return { kind: "stdout" };
  return output ? { kind: "file", path: output } : "--output is missing: the kubeconfig to make";
}

function clusterOf(values: Values, { kind }: SignerWish): ClusterWish | string {
  const { server, context, "certificate-authority": authority } = values;
  if (server === undefined) {
    return authority === undefined ? { kind: "context", context } : "--certificate-authority needs --server";
  }
  if (kind === "request") return "--csr and --server exclude each other: the cluster is that of the context";
  if (context !== undefined) return "--context and --server exclude each other";
  return { kind: "server", server, authority };
}

/** As kubeadm writes them too, `RSA-2048`. False where there is no such type. */
function keyTypeOf(text: string | undefined): KeyType | undefined | false {
  return text === undefined ? undefined : (KEY_TYPES.find(each => each === text.toLowerCase()) ?? false);
}
