import { strict as assert } from "node:assert";
import { calendar } from "../../../src/core/report/calendar.ts";
import { csv } from "../../../src/core/report/csv.ts";
import { markdown } from "../../../src/core/report/markdown.ts";
import { wideText } from "../../../src/core/report/wide.ts";
import { missing, NOW, report, row } from "./support.ts";

const jane = row("jane", {
  kind: "client-certificate",
  kubeadm: false,
  identity: { user: "=cmd|'/c calc'!A1", groups: ["dev", 'o"ps'], source: "client-certificate" },
  contexts: ["prod,eu", "|x|<img>"],
  file: "/home/jane/.kube/config",
});

describe("CSV", () => {
  it("sends no control character of a certificate to a terminal in CSV", () => {
    const hostile = {
      ...jane,
      identity: { user: "a\u001b[31m\u0007", groups: ["b\nc"], source: "token" as const },
    };
    const cells = csv(report([hostile])).split(",");
    assert.deepEqual(
      [
        cells.includes("a\\u001b[31m\\u0007"),
        cells.includes('"b\nc"'),
        csv(report([hostile])).includes("\u001b"),
      ],
      [true, true, false],
    );
  });

  it("quotes as RFC 4180 and disarms formulas", () => {
    const expired = row("old", { state: "expired", notAfter: NOW - 5000 });
    assert.deepEqual(csv(report([jane, expired, missing("gone")])).split("\r\n"), [
      "name,kind,state,not_before,not_after,residual_seconds,user,groups,contexts,certificate_authority,externally_managed,file",
      `jane,client-certificate,ok,2026-11-21T00:00:00Z,2027-03-02T00:00:00Z,8640000,'=cmd|'/c calc'!A1,"dev;o""ps","prod,eu;|x|<img>",ca,no,/home/jane/.kube/config`,
      "old,pki-file,expired,2026-11-21T00:00:00Z,2026-11-21T23:59:55Z,-5,,,,ca,no,/etc/kubernetes/pki/old.crt",
      "gone,pki-file,missing,,,,,,,ca,no,/etc/kubernetes/pki/gone.crt",
      "",
    ]);
  });
});

describe("Markdown", () => {
  it("is a table in which nothing of the file is markup", () => {
    assert.deepEqual(markdown(report([jane])).split("\n"), [
      "| Certificate | Kind | State | Expires | Residual time | User | Groups | Contexts | Certificate authority | Externally managed | File |",
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
      `| jane | client certificate | ok | Mar 02, 2027 00:00 UTC | 100d | =cmd\\|'/c calc'\\!A1 | dev, o"ps | prod,eu, \\|x\\|&lt;img&gt; | ca | no | /home/jane/.kube/config |`,
      "",
    ]);
  });
});

describe("wide text", () => {
  it("says why a row is broken", () => {
    const detail = { template: "the file is larger than {0} bytes and was not read", args: [10] };
    const broken = missing("x.crt", { state: "broken", detail, kubeadm: false });
    const [, line = ""] = wideText(report([broken])).split("\n");
    assert.equal(
      line.slice(0, 100).trimEnd(),
      "x.crt         certificate file   broken: the file is larger than 10 bytes and was not read",
    );
  });
});

describe("iCalendar", () => {
  it("has an event and reminders for what ends later, folded at 75 octets", () => {
    const long = row("ü".repeat(40), { kubeadm: false });
    const text = calendar(report([long, row("past", { notAfter: NOW - 1 }), missing("gone")]));
    assert.deepEqual(text.split("\r\n"), [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Kubeconfig Inspector//Expiration report//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:bdf9bfe506709879f19c108436c04e86a5b56185@kubeconfig-inspector",
      "DTSTAMP:20261122T000000Z",
      "DTSTART:20270302T000000Z",
      `SUMMARY:${"ü".repeat(33)}`,
      ` ${"ü".repeat(7)} expires`,
      `DESCRIPTION:File: /etc/kubernetes/pki/${"ü".repeat(18)}`,
      ` ${"ü".repeat(22)}.crt\\nCertificate authority: c`,
      " a",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "TRIGGER:-P30D",
      `DESCRIPTION:${"ü".repeat(31)}`,
      ` ${"ü".repeat(9)} expires`,
      "END:VALARM",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "TRIGGER:-P7D",
      `DESCRIPTION:${"ü".repeat(31)}`,
      ` ${"ü".repeat(9)} expires`,
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
    assert.ok(text.split("\r\n").every(line => Buffer.byteLength(line) <= 75));
  });

  it("keeps its identifier over time and escapes text", () => {
    const uid = (text: string) => /UID:(.*)/.exec(text)?.[1];
    const sly = row("a;b,c\\d\nBEGIN:VEVENT", { id: "x" });
    const later = { ...sly, notAfter: NOW + 1e9 };
    assert.equal(uid(calendar(report([sly]))), uid(calendar(report([later], { now: NOW + 5 }))));
    assert.match(calendar(report([sly])), /SUMMARY:a\\;b\\,c\\\\d\\nBEGIN:VEVENT expires\r\n/);
  });
});
