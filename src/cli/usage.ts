/** What the program says about itself. */
export const USAGE = `kubeconfig-inspector: who each kubeconfig context is, whether it will work, when it expires

Usage:
  kubeconfig-inspector check-expiration [FILE or FOLDER]... [options]
  kubeconfig-inspector lint [FILE or FOLDER]... [options]

Without a file or folder both look at what kubectl would: KUBECONFIG, else ~/.kube/config.

check-expiration: when kubeconfigs, certificates and PKI folders end
  -o, --output text|wide|json|yaml|csv|markdown|ics   default text: the two tables of kubeadm
      --within TIME        what counts as expiring: 30d (default), 12h, 4w
      --kubeadm VERSION    print as this version of kubeadm does (default: the newest)

lint: what is wrong with kubeconfigs, PKI folders, and manifests that name certificates
  -o, --output text|json|sarif                        default text

  -h, --help       show this
      --version    show the version

Exit codes: 0 fine; 1 something expires within the time, or a warning; 2 something is expired, missing or
broken, or an error; 64 the command line cannot be understood. No secret is ever printed.
`;
