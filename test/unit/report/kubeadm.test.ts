import { strict as assert } from "node:assert";
import { calendar } from "../../../src/core/report/calendar.ts";
import { csv } from "../../../src/core/report/csv.ts";
import { kubeadmJson, kubeadmYaml } from "../../../src/core/report/kubeadm-data.ts";
import { kubeadmText, residualTime } from "../../../src/core/report/kubeadm-text.ts";
import { missing, NOW, report, row } from "./support.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const directory = report(
  [
    row("admin.conf", { kind: "client-certificate", notAfter: Date.parse("2028-06-28T00:36:00Z") }),
    row("apiserver", { notAfter: NOW - DAY, state: "expired", externallyManaged: true }),
    missing("super-admin.conf"),
    row("extra.crt", { kubeadm: false }),
    row("ca", { kind: "ca", notAfter: Date.parse("2036-11-20T00:00:00Z"), externallyManaged: true }),
    missing("etcd-ca", { kind: "ca" }),
  ],
  { kubeadm: "/etc/kubernetes" },
);

describe("kubeadm's text", () => {
  it("has the two tables of kubeadm, aligned as Go's tabwriter does", () => {
    assert.deepEqual(kubeadmText(directory).split("\n"), [
      "CERTIFICATE                  EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED",
      "admin.conf                   Jun 28, 2028 00:36 UTC   584d            ca                      no      ",
      "apiserver                    Nov 21, 2026 00:00 UTC   <invalid>       ca                      yes     ",
      "!MISSING! super-admin.conf                                                                    ",
      "",
      "CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED",
      "ca                      Nov 20, 2036 00:00 UTC   10y             yes     ",
      "!MISSING! etcd-ca                                                ",
      "",
    ]);
  });

  it("leaves out super-admin.conf as kubeadm up to 1.28 does", () => {
    assert.deepEqual(kubeadmText(directory, "1.28").split("\n").slice(1, 3), [
      "admin.conf    Jun 28, 2028 00:36 UTC   1y              ca                      no      ",
      "apiserver     Nov 21, 2026 00:00 UTC   <invalid>       ca                      yes     ",
    ]);
  });

  it("marks what kubeadm gives up on, and names the file where several stand together", () => {
    const rows = [
      row("a\u001b[2Jb", { kubeadm: false, file: "/one", span: { start: 0, end: 1 } }),
      missing("bad", { kubeadm: false, state: "broken", file: "/two", span: { start: 0, end: 1 } }),
    ];
    assert.deepEqual(kubeadmText(report(rows)).split("\n").slice(1, 3), [
      "/one: a\\u001b[2Jb    Mar 02, 2027 00:00 UTC   100d            ca                      no      ",
      "!BROKEN! /two: bad                                                                    ",
    ]);
  });

  it("says what is never valid rather than how long is left", () => {
    const never = row("odd", { state: "never-valid", notBefore: NOW + 9 * DAY, notAfter: NOW + DAY });
    const [, line = ""] = kubeadmText(report([never])).split("\n");
    assert.match(line, /^odd +Nov 23, 2026 00:00 UTC +never valid +ca +no +$/);
    assert.match(csv(report([never])), /^odd,pki-file,never-valid,[^,]+,[^,]+,,/m);
    assert.doesNotMatch(calendar(report([never])), /VEVENT/);
  });

  it("writes residual time in both generations", () => {
    const rows: readonly (readonly [number, string, string])[] = [
      [-2 * SECOND, "<invalid>", "<invalid>"],
      [-1999, "0s", "0s"],
      [90 * SECOND, "90s", "1m"],
      [5 * 60 * SECOND + 3 * SECOND, "5m3s", "5m"],
      [8 * 60 * SECOND, "8m", "8m"],
      [5 * HOUR - SECOND, "4h59m", "4h"],
      [30 * HOUR - SECOND, "29h", "1d"],
      [100 * HOUR - SECOND, "4d3h", "4d"],
      [365 * DAY - SECOND, "364d", "364d"],
      [20_000 * HOUR - SECOND, "2y103d", "2y"],
      [80_000 * HOUR - SECOND, "9y", "9y"],
      [8000 * 365 * DAY, "292y", "292y"],
    ];
    assert.deepEqual(
      rows.map(([left]) => [left, residualTime(NOW + left, NOW), residualTime(NOW + left, NOW, "1.30")]),
      rows,
    );
  });
});

describe("kubeadm's data", () => {
  it("is kubeadm's JSON", () => {
    const [first, , third] = JSON.parse(kubeadmJson(directory)).certificates;
    assert.deepEqual(
      [first, third],
      [
        {
          name: "admin.conf",
          expirationDate: "2028-06-28T00:36:00Z",
          residualTime: 50_459_760,
          externallyManaged: false,
          caName: "ca",
          missing: false,
        },
        {
          name: "super-admin.conf",
          expirationDate: null,
          residualTime: 0,
          externallyManaged: false,
          missing: true,
        },
      ],
    );
  });

  it("is kubeadm's YAML", () => {
    const short = report([row("apiserver"), missing("ca", { kind: "ca" })], { kubeadm: "/etc/kubernetes" });
    assert.deepEqual(kubeadmYaml(short).split("\n"), [
      "apiVersion: output.kubeadm.k8s.io/v1alpha3",
      "certificateAuthorities:",
      "- expirationDate: null",
      "  externallyManaged: false",
      "  missing: true",
      "  name: ca",
      "  residualTime: 0",
      "certificates:",
      "- caName: ca",
      '  expirationDate: "2027-03-02T00:00:00Z"',
      "  externallyManaged: false",
      "  missing: false",
      "  name: apiserver",
      "  residualTime: 8640000",
      "kind: CertificateExpirationInfo",
      "",
    ]);
  });

  it("says more of rows that are not kubeadm's", () => {
    const own = row("yes", {
      kind: "client-certificate",
      kubeadm: false,
      identity: { user: "jane", groups: ["dev"], source: "client-certificate" },
      contexts: ["prod"],
    });
    assert.deepEqual(
      kubeadmYaml(report([own]))
        .split("\n")
        .slice(2, 17),
      [
        "certificates:",
        "- caName: ca",
        "  details:",
        "    contexts:",
        "    - prod",
        '    file: "/etc/kubernetes/pki/yes.crt"',
        "    groups:",
        "    - dev",
        "    kind: client-certificate",
        '    notBefore: "2026-11-21T00:00:00Z"',
        "    state: ok",
        "    user: jane",
        '  expirationDate: "2027-03-02T00:00:00Z"',
        "  externallyManaged: false",
        "  missing: false",
      ],
    );
  });
});
