import { type Message, say } from "../core/message.ts";
import type { Files } from "../core/ports.ts";
import type { Result } from "../core/result.ts";
import { anonymous } from "./connection/anonymous.ts";
import { utf8Bytes } from "./connection/bytes.ts";
import { addressOf } from "./connection/endpoint.ts";
import type { ClientPair, Connection, PluginUse } from "./connection/model.ts";
import { statusFailure } from "./http/api-status.ts";
import { type Exchange, exchange } from "./http/exchange.ts";
import { type ClusterFailure, clusterFailure } from "./http/failure.ts";
import { type Headers, impersonationHeaders } from "./http/headers.ts";
import { type Hide, hidden, hiding } from "./http/hide.ts";
import { FileTokenSource } from "./http/token-source.ts";
import { basic } from "./http/tunnel.ts";
import { isObject, parsed } from "./json.ts";

/** What a credential plugin gave. Secret. */
export interface PluginCredential {
  readonly token?: string;
  readonly client?: { readonly certificate: string; readonly key: string };
  /** What explains a refusal of the server, such as that it had expired when it came. No secrets. */
  readonly notes: readonly Message[];
  /** The server refused it: the next one is to be new. */
  readonly forget: () => void;
}

/** Runs the plugin of a user, once a person has said yes to it. */
export interface PluginRunner {
  run(
    plugin: PluginUse,
    connection: Connection,
    signal?: AbortSignal,
  ): Promise<Result<PluginCredential, ClusterFailure>>;
}

export interface ClientOptions {
  readonly files: Files;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Left out: no plugin is run. */
  readonly plugins?: PluginRunner;
  readonly userAgent: string;
  /** Milliseconds that one call may take. */
  readonly timeoutMs?: number;
}

export interface Call {
  readonly method?: Exchange["method"];
  /** From the root of the server, with its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Where it is no JSON but YAML, or JSON of another kind. */
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Sent without any credential, as who is nobody. */
  readonly anonymous?: boolean;
  /** In the place of whom the kubeconfig impersonates; nobody for `null`. */
  readonly as?: Connection["impersonation"] | null | undefined;
}

/** A connection and what is sent on it. Secret. */
interface Ready {
  readonly connection: Connection;
  readonly headers: Headers;
  readonly plugin?: PluginCredential;
}

/** Milliseconds. */
const TIMEOUT = 30_000;
/** Bytes: a list of all roles of a large cluster has a few. */
const LARGEST = 32 * 1024 * 1024;

/** Calls to the API server of one context, as kubectl would make them. Never rejects. */
export class ClusterClient {
  readonly connection: Connection;
  readonly #options: ClientOptions;
  readonly #tokens: FileTokenSource | undefined;

  constructor(connection: Connection, options: ClientOptions) {
    this.connection = connection;
    this.#options = options;
    const { tokenFile } = connection.credential;
    this.#tokens = tokenFile === undefined ? undefined : new FileTokenSource(tokenFile, options.files);
  }

  /** @returns the object that the server answers */
  async call(call: Call): Promise<Result<unknown, ClusterFailure>> {
    const ready = await this.#credentials(call);
    if (!ready.ok) return ready;
    const hide = hiding(ready.value.connection, ready.value.headers);
    const answer = await this.#ask(call, ready.value, hide);
    return answer.ok ? answer : hidden(answer, hide);
  }

  async #ask(
    call: Call,
    { connection, headers, plugin }: Ready,
    hide: Hide,
  ): Promise<Result<unknown, ClusterFailure>> {
    const now = this.#options.now();
    const answer = await exchange(connection, {
      method: call.method ?? "GET",
      path: call.path,
      headers: {
        Accept: "application/json",
        "User-Agent": this.#options.userAgent,
        ...(call.body !== undefined && { "Content-Type": call.contentType ?? "application/json" }),
        ...headers,
      },
      ...(call.body !== undefined && {
        body: typeof call.body === "string" ? call.body : JSON.stringify(call.body),
      }),
      signal: call.signal,
      timeoutMs: call.timeoutMs ?? this.#options.timeoutMs ?? TIMEOUT,
      maxBytes: LARGEST,
      now,
      hide,
    });
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    if (status === 401) {
      this.#tokens?.forget();
      plugin?.forget();
    }
    if (status < 200 || status > 299) {
      const failure = statusFailure(connection, answer.value, now, hide);
      const [note] = plugin?.notes ?? [];
      return status === 401 && note ? { ...failure, reason: note } : failure;
    }
    const value = parsed(body);
    if (isObject(value)) return { ok: true, value };
    const reason = say(
      "{0} does not answer as an API server does: what it sends is no JSON object. Check host, port and proxy.",
      addressOf(connection.endpoint),
    );
    return clusterFailure("not-json", reason, { status });
  }

  async #credentials(call: Call): Promise<Result<Ready, ClusterFailure>> {
    const { connection } = this;
    if (call.anonymous === true)
      return { ok: true, value: { connection: anonymous(connection), headers: {} } };
    const { exec } = connection.credential;
    const impersonation = impersonationHeaders(
      call.as === undefined ? connection.impersonation : (call.as ?? undefined),
    );
    if (exec === undefined) {
      const current = await this.#withToken();
      return {
        ok: true,
        value: { connection: current, headers: { ...authorizationOf(current), ...impersonation } },
      };
    }
    const given = await this.#runPlugin(exec, call.signal);
    if (!given.ok) return given;
    const { token, client } = given.value;
    return {
      ok: true,
      value: {
        plugin: given.value,
        connection: client === undefined ? connection : withClient(connection, client),
        headers: { ...(token !== undefined && bearer(token)), ...urlLogin(connection), ...impersonation },
      },
    };
  }

  async #runPlugin(
    exec: PluginUse,
    signal: AbortSignal | undefined,
  ): Promise<Result<PluginCredential, ClusterFailure>> {
    const { plugins } = this.#options;
    if (plugins !== undefined) return plugins.run(exec, this.connection, signal);
    return clusterFailure(
      "credential",
      say(
        "The context {0} gets its credential from a program, which is not run here.",
        this.connection.context,
      ),
    );
  }

  /** With the token that its file holds now. */
  async #withToken(): Promise<Connection> {
    const token = await this.#tokens?.token(this.#options.now());
    const { connection } = this;
    return token === undefined
      ? connection
      : { ...connection, credential: { ...connection.credential, token } };
  }
}

/** What client-go's round trippers would set, the outermost first; net/http itself sets what the URL holds, and that stays. */
function authorizationOf(connection: Connection): Headers {
  const { urlLogin: login, token, basic: pair } = connection.credential;
  if (login !== undefined) return urlLogin(connection);
  if (token !== undefined) return bearer(token);
  return pair === undefined ? {} : { Authorization: basic(pair) };
}

/** With a certificate for all that is dialled, as net/http has one for all. */
function withClient({ tls, proxy, ...rest }: Connection, client: ClientPair): Connection {
  return {
    ...rest,
    ...(tls && { tls: { ...tls, client } }),
    ...(proxy && { proxy: { ...proxy, ...(proxy.tls && { tls: { ...proxy.tls, client } }) } }),
  };
}

function bearer(token: string): Headers {
  return { Authorization: `Bearer ${utf8Bytes(token)}` };
}

function urlLogin({ credential }: Connection): Headers {
  return credential.urlLogin === undefined ? {} : { Authorization: basic(credential.urlLogin) };
}
