import { config, type RuleCase } from "./case.ts";

export const namedFileCases: readonly RuleCase[] = [
  {
    name: "a certificate without a key",
    text: config({ user: "client-certificate: jane.crt" }),
    expected: [
      {
        severity: "error",
        code: "key-missing",
        text: "client-certificate",
        message:
          'User "jane" has a client certificate and no key. kubectl stops with "client-key-data or client-key must be specified": add the key that belongs to it.',
      },
    ],
  },
  {
    name: "a key without a certificate",
    text: config({ user: "client-key-data: AAAA" }),
    expected: [
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
    name: "files that nobody looked at",
    text: config({ user: "client-certificate: jane.crt, client-key: jane.key" }),
    expected: [],
  },
  {
    name: "a token and PEM in place of paths",
    text: config({
      cluster: 'server: "https://h", certificate-authority: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==',
      user: "tokenFile: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2ln",
    }),
    expected: [
      {
        severity: "error",
        code: "content-in-path",
        text: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==",
        message:
          'The certificate-authority of cluster "prod" holds PEM in base64, 40 characters, where the path of a file belongs. kubectl looks for a file of that name: move the value to certificate-authority-data.',
      },
      {
        severity: "error",
        code: "content-in-path",
        text: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2ln",
        message:
          'The tokenFile of user "jane" holds a JSON Web Token, 45 characters, where the path of a file belongs. kubectl looks for a file of that name: move the value to token.',
      },
    ],
  },
  {
    name: "files that do not exist",
    text: config({
      cluster: 'server: "https://h", certificate-authority: ../ca.crt',
      user: "client-certificate: jane.crt, client-key: /etc/jane.key",
    }),
    options: {
      files: {
        "/home/jane/ca.crt": { kind: "missing" },
        "/home/jane/.kube/jane.crt": { kind: "missing" },
        "/etc/jane.key": { kind: "missing" },
      },
    },
    expected: [
      {
        severity: "error",
        code: "file-missing",
        text: "../ca.crt",
        message:
          'The certificate-authority of cluster "prod" does not exist: /home/jane/ca.crt. kubectl stops with "no such file or directory". A relative path starts from the folder of this kubeconfig: correct it, or embed the content.',
      },
      {
        severity: "error",
        code: "file-missing",
        text: "jane.crt",
        message:
          'The client-certificate of user "jane" does not exist: /home/jane/.kube/jane.crt. kubectl stops with "no such file or directory". A relative path starts from the folder of this kubeconfig: correct it, or embed the content.',
      },
      {
        severity: "error",
        code: "file-missing",
        text: "/etc/jane.key",
        message:
          'The client-key of user "jane" does not exist: /etc/jane.key. kubectl stops with "no such file or directory". A relative path starts from the folder of this kubeconfig: correct it, or embed the content.',
      },
    ],
  },
  {
    name: "a tokenFile that does not exist",
    text: config({ user: "tokenFile: token" }),
    options: { files: { "/home/jane/.kube/token": { kind: "missing" } } },
    expected: [
      {
        severity: "error",
        code: "file-missing",
        text: "token",
        message:
          'The tokenFile of user "jane" does not exist: /home/jane/.kube/token. kubectl stops with "no such file or directory". A relative path starts from the folder of this kubeconfig: correct it, or embed the content.',
      },
    ],
  },
  {
    name: "a tokenFile that does not exist beside a token",
    text: config({ user: "tokenFile: token, token: planted" }),
    options: { files: { "/home/jane/.kube/token": { kind: "missing" } } },
    expected: [
      {
        severity: "warning",
        code: "file-missing",
        text: "token",
        message:
          'The tokenFile of user "jane" does not exist: /home/jane/.kube/token. kubectl sends the inline token instead. Create the file, or remove tokenFile.',
      },
      {
        severity: "warning",
        code: "token-file-wins",
        text: "token",
        message:
          'User "jane" has token and tokenFile. kubectl sends what the file holds, and this token only while the file cannot be read: remove one of them.',
      },
    ],
  },
  {
    name: "a key that does not exist and no certificate",
    text: config({ user: "token: t, client-key: k" }),
    options: { files: { "/home/jane/.kube/k": { kind: "missing" } } },
    expected: [
      {
        severity: "warning",
        code: "certificate-missing",
        text: "client-key",
        message:
          'User "jane" has a client key and no certificate, so kubectl ignores the key without a word: add client-certificate-data, or remove the key.',
      },
    ],
  },
  {
    name: "a device",
    text: config({ user: "tokenFile: /dev/zero" }),
    options: { files: { "/dev/zero": { kind: "not-regular", what: "device" } } },
    expected: [
      {
        severity: "error",
        code: "file-not-regular",
        text: "/dev/zero",
        message:
          'The tokenFile of user "jane" is not a regular file: /dev/zero. It was not opened; kubectl tries to read it and fails or hangs: name a file.',
      },
    ],
  },
  {
    name: "a file without the right to read it",
    text: config({ user: "tokenFile: /root/token" }),
    options: { files: { "/root/token": { kind: "unreadable", reason: "EACCES" } } },
    expected: [
      {
        severity: "error",
        code: "file-unreadable",
        text: "/root/token",
        message:
          'The tokenFile of user "jane" cannot be read: /root/token. kubectl run by the same user stops with "unable to read": check the rights of the file and its folders.',
      },
    ],
  },
  {
    name: "a file that is too large",
    text: config({ cluster: 'server: "https://h", certificate-authority: /huge' }),
    options: { files: { "/huge": { kind: "too-large", bytes: 1e9, limit: 1e6 } } },
    expected: [
      {
        severity: "information",
        code: "file-too-large",
        text: "/huge",
        message:
          'The certificate-authority of cluster "prod" is too large to be looked at here: /huge. kubectl reads it whole, but no certificate, key or token is that long: check the path.',
      },
    ],
  },
  {
    name: "a CA file with more than is looked at",
    text: config({ cluster: 'server: "https://h", certificate-authority: /long' }),
    options: { files: { "/long": "x".repeat(1024 * 1024 + 1) } },
    expected: [
      {
        severity: "information",
        code: "file-too-large",
        text: "/long",
        message:
          'The certificate-authority of cluster "prod" is too large to be looked at here: /long. kubectl reads it whole, but no certificate, key or token is that long: check the path.',
      },
    ],
  },
  {
    name: "a CA file without PEM",
    text: config({ cluster: 'server: "https://h", certificate-authority: /ca' }),
    options: { files: { "/ca": "nothing" } },
    expected: [
      {
        severity: "error",
        code: "bad-pem",
        text: "/ca",
        message:
          'The certificate-authority of cluster "prod" holds no PEM: no line begins with -----BEGIN. kubectl stops with "unable to parse bytes as PEM block": it must hold -----BEGIN CERTIFICATE-----, at the start of a line, with its END.',
      },
    ],
  },
];
