import { strict as assert } from "node:assert";
import { config, hoverAt } from "../../support/editor.ts";

describe("hover over names", () => {
  it("sums up what the current context leads to", () => {
    const text = config("username: jane\n    password: hunter2").replace(
      "current-context: dev",
      "current-context: d│ev",
    );
    assert.deepEqual(hoverAt(text), {
      over: "dev",
      says: [
        "# Context dev current",
        {
          User: "jane",
          Identity: "jane",
          "kubectl sends": "username and password",
          Cluster: "east",
          Server: "https://10.0.0.1:6443",
          Trust: "the certificate authorities of the system",
          Namespace: "web",
        },
        "The context that kubectl uses when no --context is given. With several files in KUBECONFIG, the first that sets it wins.",
      ],
    });
  });

  it("sums up the cluster and the user that a context names", () => {
    const text = config("{}");
    assert.deepEqual(
      [
        hoverAt(text.replace("cluster: east,", "cluster: e│ast,"))?.says[0],
        hoverAt(text.replace("user: jane,", "user: j│ane,"))?.says,
      ],
      [
        "# Cluster east",
        [
          "# User jane",
          {
            Identity: "cannot be told from the file",
            Credential: "none: kubectl asks for a username (warning)",
            "Used by": "dev",
          },
          "The user, by its name in users.",
        ],
      ],
    );
  });

  it("says that nothing of that name is there", () => {
    const text = config("{}").replace("user: jane,", "user: jan│e2,");
    assert.deepEqual(hoverAt(text)?.says.slice(0, 2), [
      "There is no user jane2: kubectl asks for a username. (bad)",
      "! context-user-missing",
    ]);
  });

  it("says that an entry of an earlier file wins", () => {
    const text = config("{}");
    const marked = text.replace("- name: jane", "- name: ja│ne").replace("current-context: dev", "");
    const says = hoverAt(marked, { earlier: [text] })?.says;
    assert.deepEqual(
      [says?.[0], says?.[2]],
      ["# User jane shadowed", "An earlier file has a user of this name: kubectl uses that one."],
    );
  });
});

describe("hover over values", () => {
  it("says what kubectl makes of a server without a scheme", () => {
    assert.deepEqual(hoverAt(config("token: x", "server: │10.0.0.1:8080"))?.says.slice(0, 3), [
      {
        Address: "http://10.0.0.1:8080",
        Scheme: "http (bad)",
        Host: "10.0.0.1:8080",
        Trust: "none: http is neither encrypted nor verified (bad)",
      },
      "There is no scheme, so kubectl takes it as http. (warning)",
      "Over http kubectl sends no credential and reads no CA. (warning)",
    ]);
  });

  it("shows what would be run, word by word", () => {
    const exec = `exec:
      apiVersion: client.authentication.k8s.io/v1
      comm│and: /opt/my tools/login
      args: [--as, "it's", "a\\u202eb", "it's\\\\n\\e\\U000e0001", ""]
      env: [{name: SECRET, value: hunter2}]
      interactiveMode: Never`;
    assert.deepEqual(hoverAt(config(exec))?.says, [
      "# Credential plugin",
      "$ '/opt/my tools/login' --as 'it'\\''s' $'a\\u202eb' $'it\\'s\\\\n\\u001b\\U000e0001' ''",
      { Environment: "SECRET", Protocol: "client.authentication.k8s.io/v1", Terminal: "Never" },
      "kubectl runs it when a context with this user is used. Kubeconfig Inspector does not.",
      "The program to run. With a slash it is a path from this file's folder, else it is searched in PATH.",
    ]);
  });

  it("says that a plugin is not run", () => {
    const found = hoverAt(
      config("token: x\n    exe│c: {command: x, apiVersion: client.authentication.k8s.io/v1beta1}"),
    );
    assert.equal(
      found?.says[3],
      "kubectl does not run it: the user has another credential, which it sends. (warning)",
    );
  });

  it("hides the login of a proxy", () => {
    const shown = (url: string) => hoverAt(config("token: x", `proxy-url: │"${url}"`))?.says[0];
    assert.deepEqual(
      [
        shown("http://jane:hunter2@proxy:3128"),
        shown("socks5://[::1]:1080/"),
        shown("http://jane:hunter2:3128"),
        shown("http:/jane:hunter2@proxy"),
      ],
      [{ Proxy: "http://…@proxy:3128" }, { Proxy: "socks5://[::1]:1080" }, { Proxy: "…" }, { Proxy: "…" }],
    );
  });

  it("names the settings of an auth-provider and no value", () => {
    const found = hoverAt(config("auth-provider: {name: oi│dc, config: {id-token: hunter2, client-id: x}}"));
    assert.deepEqual(found?.says.slice(0, 3), [
      "# auth-provider oidc",
      { Settings: "client-id, id-token" },
      "kubectl refreshes the token and writes it back into this file.",
    ]);
  });

  it("knows a field that stands behind an anchor", () => {
    const anchored = `x-common: &common\n  se│rver: https://east\n${config("token: x", "<<: *common")}`;
    assert.deepEqual(hoverAt(anchored)?.says[0], {
      Address: "https://east",
      Scheme: "https",
      Host: "east",
      Trust: "the certificate authorities of the system",
    });
  });

  it("says nothing of keys that kubectl does not have, of comments and of empty places", () => {
    assert.deepEqual(
      [
        hoverAt("x-│own: 1\n"),
        hoverAt("# comm│ent\nkind: Config\n"),
        hoverAt("kind: Config\n\n│\n"),
        hoverAt("│"),
        hoverAt("- cont│exts\n"),
      ],
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});
