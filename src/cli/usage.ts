/** What the program says about itself. */
export const USAGE = `kubeconfig-inspector: who each kubeconfig context is, whether it will work, when it expires

Usage:
  kubeconfig-inspector check-expiration [FILE or FOLDER]... [options]
  kubeconfig-inspector lint [FILE or FOLDER]... [options]
  kubeconfig-inspector check-server [CONTEXT]... [options]
  kubeconfig-inspector whoami [CONTEXT] [options]

Without a file or folder the first two look at what kubectl would: KUBECONFIG, else ~/.kube/config.

check-expiration: when kubeconfigs, certificates and PKI folders end
  -o, --output text|wide|json|yaml|csv|markdown|ics   default text: the two tables of kubeadm
      --within TIME        what counts as expiring: 30d (default), 12h, 4w
      --kubeadm VERSION    print as this version of kubeadm does (default: the newest)

lint: what is wrong with kubeconfigs, PKI folders, and manifests that name certificates
  -o, --output text|json|sarif                        default text

check-server: what the server of a context shows to somebody who sends no credential
      --all                every context
whoami: who the API server takes the user of a context for, and how that differs from what the kubeconfig says
      --run-plugins        run the program that the user gets its credential from
both: of the current context, unless one is named
  -o, --output text|json                              default text
      --kubeconfig FILE    look in this file alone
      --timeout TIME       how long a server has for its answer: 10s (default)

  -h, --help       show this
      --version    show the version

Exit codes: 0 fine; 1 something expires within the time, a warning, or another identity than the kubeconfig says; 2 something
is expired, missing, broken or not reached, or an error; 64 the command line cannot be understood. No secret is ever printed.
`;
