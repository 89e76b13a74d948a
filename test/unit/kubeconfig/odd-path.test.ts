import { strict as assert } from "node:assert";
import { homeAround, oddEntry, oddPath } from "../../../src/core/kubeconfig/odd-path.ts";
import { render } from "../../../src/core/message.ts";
import type { PathStyle } from "../../../src/core/ports.ts";

type Row = readonly [path: string, why: RegExp, suggestion: string | undefined];

const HOME = { posix: "/home/jane", windows: "C:\\Users\\jane" } as const;

const odd: Readonly<Record<PathStyle, readonly Row[]>> = {
  posix: [
    ["C:\\Users\\jane\\ca.crt", /Windows path.* drive C: is under \/mnt\/c/, "/mnt/c/Users/jane/ca.crt"],
    ["d:/certs/ca.crt", /Windows path.* drive D: /, "/mnt/d/certs/ca.crt"],
    ["..\\.minikube\\ca.crt", /write it with slashes/, "../.minikube/ca.crt"],
    ["profiles/a\\client.crt", /write it with slashes/, "profiles/a/client.crt"],
    ["\\\\server\\share\\ca.crt", /Windows network path/, undefined],
    ["\\\\wsl.localhost\\Debian\\home\\jane\\ca.crt", /how Windows names a file/, "/home/jane/ca.crt"],
    ["\\\\wsl$\\Debian\\home\\jane\\ca.crt", /how Windows names a file/, "/home/jane/ca.crt"],
    ["~/ca.crt", /Only a shell/, "/home/jane/ca.crt"],
    ["$HOME/ca.crt", /Nothing fills in \$HOME/, "/home/jane/ca.crt"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a shell
    ["${HOME}/ca.crt", /Nothing fills in \$\{HOME\}/, "/home/jane/ca.crt"],
    ["$CERTS/ca.crt", /Nothing fills in \$CERTS/, undefined],
    ["%USERPROFILE%\\ca.crt", /Nothing fills in %USERPROFILE%/, "/home/jane\\ca.crt"],
    ["\u202a/etc/ca.crt", /U\+202A/, "/etc/ca.crt"],
    ["/etc/\u200bca.crt", /U\+200B/, "/etc/ca.crt"],
    ["/etc/ca.crt\u00a0", /U\+00A0/, "/etc/ca.crt"],
    ["'/etc/ca.crt'", /quotes are part/, "/etc/ca.crt"],
    ["/etc/ca.crt ", /blank/, "/etc/ca.crt"],
    ["file:///etc/ca.crt", /URL/, "/etc/ca.crt"],
    ["C:\temp\new.crt", /double quotes/, "C:\\temp\\new.crt"],
  ],
  windows: [
    ["/mnt/c/Users/jane/ca.crt", /WSL/, "C:\\Users\\jane\\ca.crt"],
    ["/c/Users/jane/ca.crt", /Git Bash/, "C:\\Users\\jane\\ca.crt"],
    ["/cygdrive/d/ca.crt", /Cygwin/, "D:\\ca.crt"],
    ["/home/jane/ca.crt", /Linux or macOS/, undefined],
    ["~/ca.crt", /Only a shell/, "C:\\Users\\jane\\ca.crt"],
    ["%USERPROFILE%\\ca.crt", /Nothing fills in/, "C:\\Users\\jane\\ca.crt"],
    ["$env:USERPROFILE\\ca.crt", /Nothing fills in/, "C:\\Users\\jane\\ca.crt"],
    ["C:\temp\new.crt", /double quotes/, "C:\\temp\\new.crt"],
    ["\u202aC:\\ca.crt", /U\+202A/, "C:\\ca.crt"],
    ["file:///C:/certs/ca.crt", /URL/, "C:\\certs\\ca.crt"],
  ],
};

const usual: Readonly<Record<PathStyle, readonly string[]>> = {
  posix: [
    "/etc/kubernetes/pki/ca.crt",
    "ca.crt",
    "../pki/ca.crt",
    "/home/jane/my certs/ca.crt",
    "/srv/größe/ca.crt",
    "~jane/ca",
  ],
  windows: [
    "C:\\Users\\jane\\ca.crt",
    "ca.crt",
    "..\\pki\\ca.crt",
    "\\\\server\\share\\ca.crt",
    "C:/certs/ca.crt",
    "\\\\wsl$\\Debian\\ca.crt",
  ],
};

describe("odd paths", () => {
  for (const style of ["posix", "windows"] as const) {
    for (const [path, why, suggestion] of odd[style]) {
      it(`on ${style}: ${JSON.stringify(path)}`, () => {
        const found = oddPath(path, style, HOME[style]);
        assert.match(render(found?.why ?? { template: "", args: [] }), why);
        assert.equal(found?.suggestion, suggestion);
      });
    }
    for (const path of usual[style]) {
      it(`on ${style}, nothing about ${path}`, () =>
        assert.equal(oddPath(path, style, HOME[style]), undefined));
    }
  }

  it("the separator of the other system in KUBECONFIG", () => {
    const said = (path: string, style: PathStyle) =>
      render(oddEntry(path, style)?.why ?? { template: "", args: [] });
    assert.match(said("/a;/b", "posix"), /: separates .* ; does not/);
    assert.match(said("~/a;~/b", "posix"), /: separates/);
    assert.match(said("C:\\a:C:\\b", "windows"), /; separates .* : does not/);
    assert.equal(oddEntry("/a;b", "posix"), undefined);
    assert.equal(oddEntry("C:\\a", "windows"), undefined);
  });

  it("a home is told by the usual places", () => {
    assert.equal(homeAround("/home/jane/.kube/config"), "/home/jane");
    assert.equal(homeAround("/Users/jane/x"), "/Users/jane");
    assert.equal(homeAround("/root/.kube/config"), "/root");
    assert.equal(homeAround("C:\\Users\\jane\\.kube\\config"), "C:\\Users\\jane");
    assert.equal(homeAround("/etc/kubernetes/admin.conf"), undefined);
  });
});
