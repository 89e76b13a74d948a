import { config, type RuleCase } from "./case.ts";

export const fileCases: readonly RuleCase[] = [
  { name: "a healthy file", text: config(), options: { mode: 0o600 }, expected: [] },
  { name: "an empty file", text: "", expected: [] },
  {
    name: "cluster-info without users and contexts",
    text: "clusters:\n- name: ''\n  cluster: {server: 'https://h'}\n",
    expected: [],
  },
  {
    name: "a file for admission webhooks",
    text: "users:\n- name: '*.example.com'\n  user: {token: t}\n",
    expected: [],
  },
  {
    name: "a tab for indentation",
    text: "users:\n\t- name: jane\n",
    expected: [
      {
        severity: "error",
        code: "yaml-refused",
        text: "\t",
        message: "A tab cannot start a token here. kubectl refuses the file: indent with spaces.",
      },
    ],
  },
  {
    name: "a list at the root",
    text: "- name: jane\n",
    expected: [
      {
        severity: "error",
        code: "not-a-mapping",
        text: "- name: jane",
        message: "A kubeconfig is a mapping of keys to values; this file is not. kubectl refuses it.",
      },
    ],
  },
  {
    name: "another kind",
    text: `kind: Pod\n${config()}`,
    expected: [
      {
        severity: "error",
        code: "wrong-kind",
        text: "Pod",
        message:
          "kubectl takes a file only as kind Config of apiVersion v1, and refuses this one: correct the value, or remove the line.",
      },
    ],
  },
  {
    name: "a number for a token",
    text: config({ user: "token: 12345" }),
    expected: [
      {
        severity: "error",
        code: "wrong-type",
        text: "12345",
        message:
          "token must be text. kubectl refuses the whole file: if the value is meant, put it in quotes.",
      },
    ],
  },
  {
    name: "text for a boolean",
    text: config({ cluster: 'server: "https://h", insecure-skip-tls-verify: "yes"' }),
    expected: [
      {
        severity: "error",
        code: "wrong-type",
        text: '"yes"',
        message:
          "insecure-skip-tls-verify must be true or false, without quotes. kubectl refuses the whole file.",
      },
    ],
  },
  {
    name: "URL-safe base64",
    text: config({ cluster: 'server: "https://h", certificate-authority-data: AAA_' }),
    expected: [
      {
        severity: "error",
        code: "bad-base64",
        text: "_",
        message:
          'The certificate-authority-data of cluster "prod" has a "_" here, which belongs to base64 for URLs. kubectl refuses the whole file: write "+" for "-" and "/" for "_".',
      },
    ],
  },
  {
    name: "base64 that wraps",
    text: config({ cluster: 'server: "https://h", certificate-authority-data: "AAAA AAAA"' }),
    expected: [
      {
        severity: "error",
        code: "bad-base64",
        text: " ",
        message:
          'The certificate-authority-data of cluster "prod" has a blank here, as a value that wraps over lines does. kubectl refuses the whole file: put the base64 on one line, or in a block that starts with "|".',
      },
    ],
  },
  {
    name: "base64 cut off",
    text: config({ cluster: 'server: "https://h", certificate-authority-data: AAAAA' }),
    expected: [
      {
        severity: "error",
        code: "bad-base64",
        text: "A",
        message:
          'The certificate-authority-data of cluster "prod" is not whole base64: from here on characters or the "=" at the end are missing or left over. kubectl refuses the whole file: copy the value again, to its end.',
      },
    ],
  },
  {
    name: "base64 with another character",
    text: config({ user: "client-key-data: AAAA*AAA" }),
    expected: [
      {
        severity: "warning",
        code: "certificate-missing",
        text: "client-key-data",
        message:
          'User "jane" has a client key and no certificate, so kubectl ignores the key without a word: add client-certificate-data, or remove the key.',
      },
      {
        severity: "error",
        code: "bad-base64",
        text: "*",
        message:
          'The client-key-data of user "jane" has "*" here, which is no base64 character. kubectl refuses the whole file: remove it, or encode the value again with base64 -w0.',
      },
    ],
  },
  {
    name: "PEM in place of base64",
    text: config({ user: 'client-certificate-data: "-----BEGIN CERTIFICATE-----"' }),
    expected: [
      {
        severity: "error",
        code: "key-missing",
        text: "client-certificate-data",
        message:
          'User "jane" has a client certificate and no key. kubectl stops with "client-key-data or client-key must be specified": add the key that belongs to it.',
      },
      {
        severity: "error",
        code: "bad-base64",
        text: "-",
        message:
          'The client-certificate-data of user "jane" is PEM as it stands, and kubectl wants the base64 of it, so it refuses the whole file: encode it with base64 -w0.',
      },
    ],
  },
  {
    name: "the placeholder of kubectl config view",
    text: config({
      cluster: 'server: "https://h", certificate-authority-data: DATA+OMITTED',
      user: "token: REDACTED",
    }),
    expected: [
      {
        severity: "error",
        code: "bad-pem",
        text: "DATA+OMITTED",
        message:
          'The certificate-authority-data of cluster "prod" is what kubectl config view prints in place of it. kubectl finds no PEM in it and stops: print the kubeconfig again with kubectl config view --raw.',
      },
      {
        severity: "warning",
        code: "token-malformed",
        text: "REDACTED",
        message:
          'The token of user "jane" is what kubectl config view prints in place of it. kubectl sends that word, and the API server answers "Unauthorized": print it again with kubectl config view --raw.',
      },
    ],
  },
  {
    name: "a user twice",
    text: config({ users: "- name: jane\n  user: {token: planted-secret}" }),
    expected: [
      {
        severity: "error",
        code: "duplicate-name",
        text: "jane",
        message:
          "Another entry of this list has the name jane. kubectl refuses the whole file: rename or remove one.",
      },
    ],
  },
  {
    name: "an extension twice",
    text: config({ more: "extensions:\n- name: a\n  extension: {b: planted}\n- name: a\n  extension: {}" }),
    expected: [
      {
        severity: "error",
        code: "duplicate-name",
        text: "name: a\n  extension: {}",
        message:
          "Another entry of this list has the name a. kubectl refuses the whole file: rename or remove one.",
      },
    ],
  },
  {
    name: "a key twice",
    text: config({ user: "token: one, token: two" }),
    expected: [
      {
        severity: "warning",
        code: "duplicate-key",
        text: "token",
        message:
          'The key "token" stands again further down in this mapping. kubectl takes the last and ignores this one: remove one of them.',
      },
    ],
  },
  {
    name: "a second document",
    text: `${config()}---\nclusters: []\n`,
    expected: [
      {
        severity: "warning",
        code: "later-document",
        text: "clusters: []\n",
        message:
          "kubectl reads only the first YAML document of a kubeconfig and ignores everything from here on: merge the entries into the first document, or move them to a file of their own and list both in KUBECONFIG.",
      },
    ],
  },
  {
    name: "misspelt keys",
    text: config({
      cluster: 'server: "https://h", insecure_skip_tls_verify: true, Server: x',
      user: "token: t, as-group: [a], token-file: x",
    }),
    expected: [
      {
        severity: "warning",
        code: "misspelt-key",
        text: "insecure_skip_tls_verify",
        message:
          'kubectl has no key "insecure_skip_tls_verify" here and ignores it without a word. Did you mean "insecure-skip-tls-verify"?',
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "Server",
        message: 'kubectl has no key "Server" here and ignores it without a word. Did you mean "server"?',
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "as-group",
        message:
          'kubectl has no key "as-group" here and ignores it without a word, so requests are made in the name of the credential itself. Did you mean "as-groups"?',
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "token-file",
        message:
          'kubectl has no key "token-file" here and ignores it without a word. Did you mean "tokenFile"?',
      },
    ],
  },
  {
    name: "misspelt keys at the root, in items and in exec",
    text: config({
      user: "exec: {apiversion: client.authentication.k8s.io/v1beta1, command: x}",
      users: "- nmae: joe",
      more: "current_context: dev",
    }),
    expected: [
      {
        severity: "error",
        code: "exec-no-api-version",
        text: "exec",
        message:
          'The exec section of user "jane" has no apiVersion. kubectl stops with "apiVersion must be specified": add apiVersion: client.authentication.k8s.io/v1 and interactiveMode: IfAvailable.',
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "apiversion",
        message:
          'kubectl has no key "apiversion" here and ignores it without a word. Did you mean "apiVersion"?',
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "nmae",
        message: 'kubectl has no key "nmae" here and ignores it without a word. Did you mean "name"?',
      },
      {
        severity: "warning",
        code: "empty-name",
        text: "nmae: joe",
        message: "This user has no name. kubectl loads it, but nothing can refer to it: give it a name.",
      },
      {
        severity: "warning",
        code: "misspelt-key",
        text: "current_context",
        message:
          'kubectl has no key "current_context" here and ignores it without a word. Did you mean "current-context"?',
      },
    ],
  },
  {
    name: "keys of others and those in extensions",
    text: config({
      cluster: 'server: "https://h", api-version: v1, extensions: [{name: x, extension: {tokn: y}}]',
      more: "metadata: {}",
    }),
    expected: [],
  },
  {
    name: "keys like nothing that kubeconfigs have",
    text: config({ cluster: 'server: "https://10.0.0.1:6443", color: red' }),
    expected: [
      {
        severity: "hint",
        code: "unknown-key",
        text: "color",
        message:
          'kubectl has no key "color" here: it ignores it, and drops it when it writes the file. Data of other tools is safe under "extensions".',
      },
    ],
  },
  {
    name: "keys one level too high",
    text: config({
      users: "- name: jane2\n  token: planted\n- name: jane3\n  user: {args: [a]}",
      contexts:
        "- name: dev2\n  context: {cluster: prod, user: jane2}\n- name: dev3\n  context: {cluster: prod, user: jane3}",
    }),
    expected: [
      {
        severity: "warning",
        code: "no-credential",
        text: "jane2",
        message:
          'User "jane2" has no credential, so kubectl asks for a username and password: add a client certificate with its key, a token or an exec section.',
      },
      {
        severity: "warning",
        code: "misplaced-key",
        text: "token",
        message:
          'The key "token" belongs under "user". Here kubectl ignores it without a word: move it there, or check the indentation.',
      },
      {
        severity: "warning",
        code: "no-credential",
        text: "jane3",
        message:
          'User "jane3" has no credential, so kubectl asks for a username and password: add a client certificate with its key, a token or an exec section.',
      },
      {
        severity: "warning",
        code: "misplaced-key",
        text: "args",
        message:
          'The key "args" belongs under "exec". Here kubectl ignores it without a word: move it there, or check the indentation.',
      },
    ],
  },
  {
    name: "a user without a name",
    text: config({ users: "- user: {token: t}" }),
    expected: [
      {
        severity: "warning",
        code: "empty-name",
        text: "user: {token: t}",
        message: "This user has no name. kubectl loads it, but nothing can refer to it: give it a name.",
      },
    ],
  },
  {
    name: "a secret that everybody may read",
    text: config(),
    options: { mode: 0o644 },
    expected: [
      {
        severity: "warning",
        code: "readable-by-others",
        text: "token",
        message:
          "This file holds a secret, and every user of this machine may read it (mode 0644). kubectl does not mind: set the mode to 0600 with chmod 600.",
      },
    ],
  },
  {
    name: "a key that the group may read",
    text: config({ user: "client-key-data: AAAA" }),
    options: { mode: 0o640 },
    expected: [
      {
        severity: "warning",
        code: "readable-by-others",
        text: "client-key-data",
        message:
          "This file holds a secret, and its group may read it (mode 0640). kubectl does not mind: set the mode to 0600 with chmod 600.",
      },
      {
        severity: "warning",
        code: "certificate-missing",
        text: "client-key-data",
        message:
          'User "jane" has a client key and no certificate, so kubectl ignores the key without a word: add client-certificate-data, or remove the key.',
      },
    ],
  },
  {
    name: "a refresh token that everybody may read",
    text: config({
      user: "auth-provider: {name: oidc, config: {refresh-token: r, idp-issuer-url: i, client-id: c}}",
    }),
    options: { mode: 0o604 },
    expected: [
      {
        severity: "hint",
        code: "auth-provider-deprecated",
        text: "oidc",
        message:
          'User "jane" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      },
      {
        severity: "warning",
        code: "readable-by-others",
        text: "refresh-token",
        message:
          "This file holds a secret, and every user of this machine may read it (mode 0604). kubectl does not mind: set the mode to 0600 with chmod 600.",
      },
    ],
  },
  {
    name: "no secret, and everybody may read it",
    text: config({ user: "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}" }),
    options: { mode: 0o644 },
    expected: [],
  },
];
