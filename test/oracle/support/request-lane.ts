import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ClusterClient, connectionOf } from "../../../src/cluster/index.ts";
import { loadAndAnalyze } from "../../../src/core/load.ts";
import { render } from "../../../src/core/message.ts";
import { nodeFiles } from "../../../src/platform/node.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { type Listening, listen } from "../../support/recording/listening.ts";
import { plainProxy, proxying, socksProxy } from "../../support/recording/proxies.ts";
import {
  type Answer,
  plainServer,
  requestLine,
  secureServer,
  show,
} from "../../support/recording/requests.ts";
import { filesOf, type Places, placed, type RequestCase } from "./request-cases.ts";
import { classOf } from "./request-classes.ts";
import type { Material } from "./request-material.ts";

/** What one of the two did: what was recorded, each thing once, and what came of it. */
export interface Did extends Outcome {
  readonly seen: readonly string[];
}

interface Outcome {
  readonly outcome: string;
  /** In words, for whoever looks at a difference. */
  readonly said: string;
  /** What we say that kubectl prints. */
  readonly kubectl?: string;
}

/** Servers and proxies of one lane, on which one case runs after the other. */
export class Lane implements Places {
  readonly here: string;
  readonly ports: Record<string, number> = {};
  readonly #kubectl: string;
  readonly #listening: Listening[] = [];
  readonly #showing: ((each: RequestCase) => void)[] = [];
  #seen = new Set<string>();
  #case: Pick<RequestCase, "refusal" | "status"> = { refusal: "pass", status: 200 };

  private constructor(kubectl: string, here: string) {
    this.#kubectl = kubectl;
    this.here = here;
  }

  static async open(kubectl: string, material: Material): Promise<Lane> {
    const lane = new Lane(kubectl, mkdtempSync(join(tmpdir(), "requests-")));
    mkdirSync(join(lane.here, "home"));
    for (const [name, text] of Object.entries(filesOf(material))) writeFileSync(join(lane.here, name), text);
    await lane.#listen(material);
    return lane;
  }

  async #listen({ serving }: Material): Promise<void> {
    const seen = (event: string) => this.#seen.add(event);
    const answer: Answer = (request, response, tls) => {
      seen(`${tls ? "https" : "http"}: ${requestLine(request)}`);
      const { status } = this.#case;
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(status === 200 ? { gitVersion: "v1.35.2" } : statusOf(status)));
    };
    const handedOver: Answer = (request, response) => answer(request, response, false);
    const route = (target: string) => this.ports[/^http:/.test(target) ? "http" : this.#behind] ?? 0;
    const ways = { route, refusal: () => this.#case.refusal };
    const https = secureServer(serving.good, "https", seen, answer);
    const secureProxy = secureServer(serving.good, "secure proxy", seen, handedOver);
    this.#showing.push(
      each => show(https, serving[each.serving]),
      each => show(secureProxy, serving[each.serving]),
    );
    const servers = {
      https,
      http: plainServer(answer),
      proxy: plainProxy("proxy", seen, handedOver, ways),
      secureProxy: proxying(secureProxy, "secure proxy", seen, ways),
      socks: socksProxy("socks", seen, ways),
      closed: createHttpsServer(),
    };
    for (const [name, server] of Object.entries(servers)) {
      const listening = await listen(server, "::").catch(() => listen(server, "0.0.0.0"));
      this.ports[name] = listening.port;
      if (name === "closed") await listening.close();
      else this.#listening.push(listening);
    }
  }

  #behind: "https" | "http" = "https";

  /** The CA is also the one of the machine, for kubeconfigs that name none. */
  get machine(): Readonly<Record<string, string>> {
    return { SSL_CERT_FILE: join(this.here, "ca.crt"), SSL_CERT_DIR: join(this.here, "home") };
  }

  async run(each: RequestCase): Promise<{ readonly theirs: Did; readonly ours: Did }> {
    for (const showing of this.#showing) showing(each);
    this.#case = each;
    this.#behind = /^http:/i.test(String(each.cluster["server"])) ? "http" : "https";
    const { text, env } = placed(each, this);
    writeFileSync(join(this.here, "config"), text, { mode: 0o600 });
    const theirs = await this.#recorded(() => this.#runTheirs(commandFor(each), { ...env, ...this.machine }));
    const ours = await this.#recorded(() => this.#runOurs(text, env));
    return { theirs, ours };
  }

  async #recorded(run: () => Promise<Outcome>): Promise<Did> {
    this.#seen = new Set();
    const outcome = await run();
    await this.#idle();
    return { seen: [...this.#seen], ...outcome };
  }

  #runTheirs(command: readonly string[], env: Record<string, string>): Promise<Outcome> {
    const args = ["--kubeconfig", join(this.here, "config"), "--request-timeout=5s", ...command];
    return new Promise(resolve => {
      const child = execFile(this.#kubectl, args, { env, timeout: 20_000 }, (error, _, stderr) => {
        resolve({ outcome: error === null ? "ok" : classOf(stderr), said: stderr });
      });
      child.stdin?.end();
    });
  }

  async #runOurs(text: string, env: Record<string, string>): Promise<Outcome> {
    const world = { files: nodeFiles, style: "posix", env } as const;
    const path = join(this.here, "config");
    const options = { now: Date.now, thresholds: THRESHOLDS, maxBytes: 1024 * 1024 };
    const analysis = await loadAndAnalyze([{ id: path, path, text }], world, options);
    const connection = await connectionOf(analysis, "x", world);
    if (!connection.ok) return { outcome: "config", said: render(connection.reason) };
    const userAgent = "kubeconfig-inspector/test";
    const client = new ClusterClient(connection.value, { files: nodeFiles, now: Date.now, userAgent });
    const answer = await client.call({ path: "/version", timeoutMs: 5000 });
    if (answer.ok) return { outcome: "ok", said: "" };
    const { code, reason, kubectl } = answer;
    return { outcome: code, said: render(reason), ...(kubectl !== undefined && { kubectl }) };
  }

  /** Until all is closed, so that nothing is recorded of the next one's that was this one's. */
  async #idle(): Promise<void> {
    for (let tries = 0; tries < 200 && this.#listening.some(each => each.open() > 0); tries++)
      await setTimeout(5);
  }

  async close(): Promise<void> {
    await Promise.all(this.#listening.map(each => each.close()));
    rmSync(this.here, { recursive: true });
  }
}

/** `get --raw` leaves the path of the server out before kubectl 1.35. */
function commandFor({ cluster }: RequestCase): readonly string[] {
  const hasPath = /\/\/[^/]+\/+[^/?#]/.test(String(cluster["server"]));
  return hasPath ? ["version", "-o", "json"] : ["get", "--raw", "/version"];
}

function statusOf(code: number): object {
  const reason = { 401: "Unauthorized", 403: "Forbidden", 404: "NotFound" }[code] ?? "InternalError";
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: `no ${code}`,
    reason,
    code,
  };
}
