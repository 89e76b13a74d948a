import { strict as assert } from "node:assert";
import { goUriText } from "../../../scripts/verdicts/uri.ts";

describe("the URIs of verdicts", () => {
  it("are as they were where Go's net/url writes nothing otherwise", () => {
    const simple =
      "https://a.example.com:8443/p%20q?x#y http: http:///a x:/ //a ///a http://a? http://a/a%2fb *";
    const kept = [...simple.split(" "), "urn:a b", ""];
    assert.deepEqual(kept.map(goUriText), kept);
  });

  it("are written as Go's net/url writes them", () => {
    const written = [
      "HTTP://A/ -> http://A/",
      "https:// -> https:",
      "http://a# -> http://a",
      "http://a/a%2fb c -> http://a/a/b%20c",
      "http://a/^`| -> http://a/%5E%60%7C",
      "http://a/?x y#z w -> http://a/?x y#z%20w",
      "http://u%40:p:q@h -> http://u%40:p%3Aq@h",
      "http://[fe80::1%25%41]/ -> http://[fe80::1%25A]/",
      "a%3Ab c -> ./a:b%20c",
    ];
    assert.deepEqual(
      written.map(each => each.replace(/^(.*) -> .*$/, (_, uri: string) => `${uri} -> ${goUriText(uri)}`)),
      written,
    );
  });
});
