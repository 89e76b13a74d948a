import { render } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import { checkKeyPair } from "../../core/x509/key-pair.ts";
import { toJson } from "../../core/yaml/access.ts";
import { readYaml } from "../../core/yaml/index.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import type { ExecPlugin } from "./plugin.ts";
import { parseTimestamp } from "./timestamp.ts";

/** What a plugin gave. Everything but `expires` is secret. */
export interface Answer {
  readonly token?: string;
  /** PEM, which fits the key. */
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  /** Until when it is good, as the plugin says: milliseconds since the epoch. */
  readonly expires?: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Read what a plugin printed as client-go does (plugin/pkg/client/auth/exec/exec.go, refreshCredsLocked): an
 * ExecCredential of the version that was asked for, in JSON or YAML, with a token, or a certificate and its key. No message
 * repeats any of it.
 */
export function readAnswer(stdout: string, plugin: ExecPlugin): Result<Answer, ExecFailure> {
  const name = shownWord(plugin.command);
  const read = parse(stdout);
  if (read === undefined) return notAnObject(stdout, name);
  const version = versionProblem(read, plugin, name);
  if (version !== undefined) return version;
  const status = read["status"];
  if (status === undefined || status === null) {
    return fail(
      "no-credential",
      "The credential plugin {0} printed an ExecCredential without a status, so it gave no credential, and kubectl stops. Run it in a terminal to see why.",
      name,
    );
  }
  return isObject(status) ? credentialIn(status, name) : wrongType("status", name);
}

/** JSON where it begins as such, else YAML, as apimachinery's decoders take turns; undefined for no object. */
function parse(stdout: string): JsonObject | undefined {
  const json = /^[\t-\r \u0085\u00a0]*\{/.test(stdout) ? stdout : yamlAsJson(stdout);
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function yamlAsJson(text: string): string | undefined {
  const { root, refusal } = readYaml(text);
  return root === undefined || refusal !== undefined ? undefined : toJson(root);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notAnObject(stdout: string, name: string): ExecFailure {
  if (stdout.trim() === "") {
    return fail(
      "garbage",
      "The credential plugin {0} printed nothing on standard output, where kubectl wants an ExecCredential. Run it in a terminal to see why.",
      name,
    );
  }
  if (isBesideText(stdout)) {
    return fail(
      "garbage",
      "The credential plugin {0} printed other text beside its ExecCredential, which kubectl then cannot read: a plugin may write nothing else to standard output, and notes to standard error only.",
      name,
    );
  }
  return fail(
    "garbage",
    "The credential plugin {0} printed {1} characters that are no ExecCredential, and kubectl cannot read them. Run it in a terminal to see them.",
    name,
    stdout.length,
  );
}

/** Whether one object of JSON stands between other text. */
function isBesideText(stdout: string): boolean {
  const inner = stdout.slice(stdout.indexOf("{"), stdout.lastIndexOf("}") + 1);
  return inner.startsWith("{") && parse(inner)?.["apiVersion"] !== undefined;
}

/** Of such a version (apimachinery version.CompareKubeAwareVersionStrings): anything else may be what it should not print. */
const GROUP = /^client\.authentication\.k8s\.io\/v\d{1,2}(?:(?:alpha|beta)\d{1,2})?$/;

/** A kind that is left out counts as the right one, a version does not. */
function versionProblem(read: JsonObject, plugin: ExecPlugin, name: string): ExecFailure | undefined {
  const { apiVersion, kind } = read;
  const isCredential = kind === undefined || kind === null || kind === "" || kind === "ExecCredential";
  if (apiVersion === plugin.apiVersion && isCredential) return undefined;
  if (typeof apiVersion === "string" && GROUP.test(apiVersion) && isCredential) {
    return fail(
      "wrong-version",
      "The credential plugin {0} answered in {1}, and the kubeconfig asks for {2}, so kubectl stops. Write the version that the plugin speaks as apiVersion of the exec section, or update the plugin.",
      name,
      apiVersion,
      plugin.apiVersion,
    );
  }
  return fail(
    "wrong-version",
    "The credential plugin {0} printed an object that is no ExecCredential of {1}, so kubectl stops. Look whether command and arguments are those that its documentation names.",
    name,
    plugin.apiVersion,
  );
}

function wrongType(field: string, name: string): ExecFailure {
  return fail(
    "garbage",
    "The credential plugin {0} printed an ExecCredential whose {1} is of the wrong type, which kubectl refuses. It is a fault of the plugin: look for a newer version of it.",
    name,
    field,
  );
}

function credentialIn(status: JsonObject, name: string): Result<Answer, ExecFailure> {
  const texts: Record<string, string> = {};
  for (const field of ["token", "clientCertificateData", "clientKeyData"]) {
    const value = status[field] ?? "";
    if (typeof value !== "string") return wrongType(`status.${field}`, name);
    texts[field] = value;
  }
  const { token = "", clientCertificateData = "", clientKeyData = "" } = texts;
  const expires = expiryIn(status["expirationTimestamp"], name);
  if (!expires.ok) return expires;
  const problem = tokenProblem(token, name) ?? pairProblem(clientCertificateData, clientKeyData, name);
  if (problem !== undefined) return problem;
  if (token === "" && clientKeyData === "") {
    return fail(
      "no-credential",
      "The credential plugin {0} printed an ExecCredential without a token and without a certificate, and kubectl stops. Run it in a terminal to see why.",
      name,
    );
  }
  return {
    ok: true,
    value: {
      ...(token !== "" && { token }),
      ...(clientKeyData !== "" && { clientCertificateData, clientKeyData }),
      ...(expires.value !== undefined && { expires: expires.value }),
    },
  };
}

/** Go's zero time counts as none. */
const ZERO = Date.parse("0001-01-01T00:00:00Z");

function expiryIn(value: unknown, name: string): Result<number | undefined, ExecFailure> {
  if (value === undefined || value === null) return { ok: true, value: undefined };
  const moment = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (moment === undefined) {
    return fail(
      "garbage",
      "The credential plugin {0} printed an expirationTimestamp that is no moment in RFC 3339, such as 2026-01-31T12:00:00Z, and kubectl refuses the answer. It is a fault of the plugin: look for a newer version of it.",
      name,
    );
  }
  return { ok: true, value: moment === ZERO ? undefined : moment };
}

/** What Go's net/http refuses in a header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header may not have
const NOT_IN_HEADER = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function tokenProblem(token: string, name: string): ExecFailure | undefined {
  if (!NOT_IN_HEADER.test(token)) return undefined;
  return fail(
    "bad-token",
    "The token that the credential plugin {0} gave has a line break or another control character, with which kubectl cannot send it. It is a fault of the plugin: look for a newer version of it.",
    name,
  );
}

function pairProblem(certificate: string, key: string, name: string): ExecFailure | undefined {
  if (certificate === "" && key === "") return undefined;
  if (certificate === "" || key === "") {
    return certificate === ""
      ? fail(
          "half-a-pair",
          "The credential plugin {0} gave a key without its certificate, and kubectl stops. It is a fault of the plugin: look for a newer version of it.",
          name,
        )
      : fail(
          "half-a-pair",
          "The credential plugin {0} gave a certificate without its key, and kubectl stops. It is a fault of the plugin: look for a newer version of it.",
          name,
        );
  }
  const verdict = checkKeyPair(certificate, key);
  if (verdict.ok) return undefined;
  return fail(
    "bad-pair",
    "kubectl does not take the certificate and key that the credential plugin {0} gave: {1}. It is a fault of the plugin: look for a newer version of it.",
    name,
    render(verdict.message),
  );
}
