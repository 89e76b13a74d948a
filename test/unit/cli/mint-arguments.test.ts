import { strict as assert } from "node:assert";
import { parseCommand } from "../../../src/cli/arguments.ts";

const CA = ["--ca-cert", "ca.crt", "--ca-key", "ca.key"];
const NEW = ["mint", "--user", "jane", "-o", "jane.kubeconfig"];

describe("the command line of mint", () => {
  it("is understood", () => {
    const parsed = parseCommand([...NEW, "--group", "dev", "--group=ops", "--lifetime", "1d", ...CA]);
    assert.deepEqual(parsed, {
      ok: true,
      command: {
        name: "mint",
        whom: {
          kind: "new",
          identity: { user: "jane", groups: ["dev", "ops"] },
          goal: { kind: "file", path: "jane.kubeconfig" },
          namespace: undefined,
          contextName: undefined,
          cluster: { kind: "context", context: undefined },
        },
        signer: { kind: "ca", certificate: "ca.crt", key: "ca.key", passphraseFile: undefined },
        kubeconfig: undefined,
        lifetime: { type: "duration", duration: 86_400_000 },
        keyType: undefined,
        yes: false,
        print: "text",
      },
    });
  });

  it("takes what signs, where it goes and key types as kubeadm writes them", () => {
    const seen = [
      ["mint", "--user=j", "--csr", "--context", "c", "--approve", "--wait", "90s", "-o", "-"],
      ["mint", "--user=j", "--add-to", "f", "--use", "--key-type", "RSA-2048", ...CA],
      ["mint", "--renew", "j", "--kubeconfig", "f", "-y", ...CA],
    ].map(line => {
      const parsed = parseCommand(line);
      assert(parsed.ok && parsed.command.name === "mint", JSON.stringify(parsed));
      const { whom, signer, keyType, yes } = parsed.command;
      return [whom.kind === "new" ? whom.goal : whom, signer.kind, keyType, yes];
    });
    assert.deepEqual(seen, [
      [{ kind: "stdout" }, "request", undefined, false],
      [{ kind: "add", path: "f", makeCurrent: true }, "ca", "rsa-2048", false],
      [{ kind: "renew", user: "j", context: undefined }, "ca", undefined, true],
    ]);
    assert.deepEqual(parseCommand(["mint", "--resume", "f", "--wait", "1h", "-o", "g"]), {
      ok: true,
      command: {
        name: "mint-resume",
        ...{ file: "f", output: "g", approve: false, wait: 3_600_000, runPlugins: false },
        ...{ timeout: 10_000, print: "text" },
      },
    });
  });

  it("is refused with a reason", () => {
    const lines = [
      ["mint", "jane"],
      ["mint", "-o", "f", ...CA],
      ["mint", "--user", "jane", ...CA],
      NEW,
      [...NEW, "--ca-cert", "ca.crt"],
      [...NEW, "--csr", ...CA],
      [...NEW, "--approve", ...CA],
      [...NEW, "--csr", "--server", "https://a"],
      [...NEW, "--certificate-authority", "f", ...CA],
      [...NEW, "--add-to", "f", ...CA],
      [...NEW, "--use", ...CA],
      ["mint", "--user", "jane", "--files", "jane", "-n", "team", ...CA],
      [...NEW, "--lifetime", "soon", ...CA],
      [...NEW, "--key-type", "dsa", ...CA],
      [...NEW, "--wait", "long", "--csr"],
      ["mint", "--user", "jane", "-o", "json", ...CA],
      ["mint", "--renew", "jane", "-o", "f", ...CA],
      ["mint", "--renew", "jane", "--context", "c", ...CA],
      ["mint", "--resume", "f", "--user", "jane"],
      ["lint", "--user", "jane"],
      ["mint", "--within", "1d"],
    ];
    assert.deepEqual(
      lines.map(line => {
        const parsed = parseCommand(line);
        return parsed.ok ? parsed.command : parsed.reason;
      }),
      [
        "mint takes options only: the user is named by --user",
        "--user is missing: whom the certificate names",
        "--output is missing: the kubeconfig to make",
        "what signs is missing: --ca-cert and --ca-key, or --csr for the cluster of a context",
        "what signs is missing: --ca-cert and --ca-key, or --csr for the cluster of a context",
        "--csr and --ca-cert exclude each other",
        "--approve needs --csr",
        "--csr and --server exclude each other: the cluster is that of the context",
        "--certificate-authority needs --server",
        "--output, --add-to and --files exclude each other",
        "--use needs --add-to: a new kubeconfig uses its only context",
        "--namespace is of no use for --files, which have no cluster",
        "--lifetime: Type a duration like 36h, 90d, 1w or 1y, or a date like 2027-01-31.",
        "--key-type must be one of ecdsa-p256, ecdsa-p384, ecdsa-p521, rsa-2048, rsa-3072, rsa-4096, ed25519",
        "--wait must be a time such as 10m",
        "mint writes the kubeconfig to the file behind --output. Use --print json for how the outcome is told, or -o ./json for a file of that name",
        "--output and --renew exclude each other",
        "--context and --renew need --csr",
        "--user is known from the file behind --resume",
        "--user belongs to mint",
        "--within belongs to check-expiration",
      ],
    );
  });
});
