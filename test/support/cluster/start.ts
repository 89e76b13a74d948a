import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { freePorts } from "../../../scripts/free-port.ts";
import type { Programs } from "./find.ts";
import { apiServerFlags, controllerManagerFlags, etcdFlags } from "./flags.ts";
import { ADVERTISED, type Kubeadm, kubeadmInit } from "./kubeadm.ts";
import { type Run, runKubectl } from "./kubectl.ts";
import { mintPki } from "./minted-pki.ts";
import { type Processes, type Running, startProcesses } from "./processes.ts";

/** A line of the API server's static token file. */
export interface StaticToken {
  readonly token: string;
  readonly user: string;
  readonly uid: string;
  readonly groups: readonly string[];
}

export interface KubectlOptions {
  /** The path of a kubeconfig; the admin's where absent. */
  readonly kubeconfig?: string;
  /** Standard input, for `-f -`. */
  readonly input?: string;
}

/** A control plane on loopback ports: etcd, kube-apiserver and kube-controller-manager, without nodes. */
export interface Cluster {
  /** `https://127.0.0.1:PORT`; the serving certificate is for localhost too. */
  readonly server: string;
  /** kubeadm's `pki`: ca.crt, ca.key, front-proxy-ca.crt, sa.pub, … */
  readonly caFolder: string;
  /** Of kubeadm:cluster-admins, who are bound to cluster-admin, and of system:masters. */
  readonly kubeconfigs: { readonly admin: string; readonly superAdmin: string };
  /** Without any right but what RBAC gives to everybody who is authenticated. */
  readonly tokens: { readonly dev: StaticToken; readonly ops: StaticToken };
  /** Write a file that goes with the cluster, readable for its owner alone. @returns its path */
  write(name: string, text: string): string;
  /** Run kubectl, of the server's version where that is known. */
  kubectl(args: readonly string[], options?: KubectlOptions): Promise<Run>;
  /** Whether there is one to start. */
  readonly hasControllerManager: boolean;
  /** From then on nothing signs requests, clears tokens or makes service accounts. */
  stopControllerManager(): Promise<void>;
  /** Nothing happens where it runs already. @throws Error where there is none */
  startControllerManager(): Promise<void>;
  /** Ends everything and removes all files. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Whether kube-controller-manager is to run from the start. Default true, where there is one. */
  readonly controllerManager?: boolean;
}

/**
 * Start a control plane and wait until it is ready, which takes some seconds. It does not outlive this process.
 * @throws Error with the end of a program's log where one does not start
 */
export async function startCluster(
  programs: Programs,
  { controllerManager = true }: ClusterOptions = {},
): Promise<Cluster> {
  const processes = startProcesses("test-cluster-");
  try {
    const cluster = await startIn(processes, programs);
    if (controllerManager && cluster.hasControllerManager) await cluster.startControllerManager();
    return cluster;
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function startIn(processes: Processes, programs: Programs): Promise<Cluster> {
  const { folder } = processes;
  const ports = await freePorts(4);
  const [port = 0, etcdPort = 0, peerPort = 0, managerPort = 0] = ports;
  const server = `https://127.0.0.1:${port}`;
  const kubernetes = join(folder, "kubernetes");
  const pki = join(kubernetes, "pki");
  await makePki(programs.kubeadm, kubernetes, port);
  const tokens = { dev: staticToken("token-dev", ["dev"]), ops: staticToken("token-ops", ["ops"]) };
  const tokenFile = join(folder, "tokens.csv");
  writeFileSync(tokenFile, Object.values(tokens).map(tokenLine).join(""), { mode: 0o600 });

  const etcd = processes.start("etcd", programs.etcd, etcdFlags(folder, pki, etcdPort, peerPort));
  await etcd.until(() => isListening(etcdPort), "listening");
  const flags = apiServerFlags({ pki, port, etcd: etcdPort, tokenFile });
  const apiServer = processes.start("kube-apiserver", programs.apiServer, flags);
  await apiServer.until(() => answersOk(`${server}/readyz`), "ready");

  const admin = join(kubernetes, "admin.conf");
  const superAdmin = join(kubernetes, "super-admin.conf");
  const kubectl: Cluster["kubectl"] = (args, { kubeconfig = admin, input = "" } = {}) =>
    runKubectl(programs.kubectl, args, { folder, kubeconfig, input });
  await must(kubectl, superAdmin, [
    ...["create", "clusterrolebinding", "kubeadm:cluster-admins"],
    ...["--clusterrole=cluster-admin", "--group=kubeadm:cluster-admins"],
  ]);
  return {
    server,
    caFolder: pki,
    kubeconfigs: { admin, superAdmin },
    tokens,
    write: (name, text) => writeIn(join(folder, "scratch"), name, text),
    kubectl,
    hasControllerManager: programs.controllerManager !== undefined,
    ...controllerManager(processes, programs.controllerManager, { kubernetes, port: managerPort, kubectl }),
    stop: () => processes.stop(),
  };
}

async function makePki(kubeadm: Kubeadm | undefined, kubernetes: string, port: number): Promise<void> {
  if (kubeadm === undefined) return mintPki(kubernetes, `https://127.0.0.1:${port}`);
  kubeadmInit(kubeadm, kubernetes, port);
  // The components dial the advertised address.
  const kubeconfig = join(kubernetes, "controller-manager.conf");
  const text = readFileSync(kubeconfig, "utf8");
  writeFileSync(kubeconfig, text.replace(`https://${ADVERTISED}:`, "https://127.0.0.1:"));
}

interface ManagerSettings extends Pick<Cluster, "kubectl"> {
  readonly kubernetes: string;
  readonly port: number;
}

function controllerManager(
  processes: Processes,
  binary: string | undefined,
  { kubernetes, port, kubectl }: ManagerSettings,
): Pick<Cluster, "startControllerManager" | "stopControllerManager"> {
  let running: Running | undefined;
  return {
    async startControllerManager() {
      if (running !== undefined) return;
      if (binary === undefined) throw new Error("There is no kube-controller-manager");
      running = processes.start(
        "kube-controller-manager",
        binary,
        controllerManagerFlags(join(kubernetes, "pki"), join(kubernetes, "controller-manager.conf"), port),
      );
      await running.until(() => answersOk(`https://127.0.0.1:${port}/healthz`), "healthy");
      // A pod can be made only once its namespace has a service account.
      const account = ["get", "serviceaccount", "default", "--namespace=default"];
      await running.until(async () => (await kubectl(account)).code === 0, "making service accounts");
    },
    async stopControllerManager() {
      await running?.stop();
      running = undefined;
    },
  };
}

function writeIn(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

async function must(kubectl: Cluster["kubectl"], kubeconfig: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await kubectl(args, { kubeconfig });
  if (code !== 0) throw new Error(`kubectl ${args.join(" ")} failed: ${stderr}`);
}

function staticToken(user: string, groups: readonly string[]): StaticToken {
  return { token: randomBytes(24).toString("hex"), user, uid: `uid-${user}`, groups };
}

function tokenLine({ token, user, uid, groups }: StaticToken): string {
  return `${token},${user},${uid},"${groups.join(",")}"\n`;
}

/** Whether an address answers 200. Nothing is sent to it that it must not see, so who it is does not matter. */
function answersOk(url: string): Promise<boolean> {
  return new Promise(done => {
    const call = request(url, { rejectUnauthorized: false, agent: false, timeout: 5_000 }, response => {
      response.resume();
      done(response.statusCode === 200);
    });
    call.on("timeout", () => call.destroy()).on("error", () => done(false));
    call.end();
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise(done => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => done(false));
  });
}
