import { strict as assert } from "node:assert";
import { goUriText } from "../../../scripts/verdicts/uri.ts";

describe("the URIs of verdicts", () => {
  it("are written as Go's net/url writes what it read", () => {
    const written: Readonly<Record<string, string>> = {
      "https://a.example.com:8443/p%20q?x#y": "https://a.example.com:8443/p%20q?x#y",
      "HTTP://A/": "http://A/",
      "https://": "https:",
      "http:": "http:",
      "http:///a": "http:///a",
      "x:/": "x:/",
      "urn:a b": "urn:a b",
      "//a": "//a",
      "///a": "///a",
      "http://a?": "http://a?",
      "http://a#": "http://a",
      "http://a/a%2fb": "http://a/a%2fb",
      "http://a/a%2fb c": "http://a/a/b%20c",
      "http://a/^`|": "http://a/%5E%60%7C",
      "http://a/?x y#z w": "http://a/?x y#z%20w",
      "http://u%40:p:q@h": "http://u%40:p%3Aq@h",
      "http://[fe80::1%25%41]/": "http://[fe80::1%25A]/",
      "a%3Ab c": "./a:b%20c",
      "*": "*",
      "": "",
    };
    assert.deepEqual(Object.fromEntries(Object.keys(written).map(uri => [uri, goUriText(uri)])), written);
  });
});
