/** Texts of which the fields of generated kubeconfigs are made. `{https}` and the like stand for ports. */

/** One after another, between bars. */
function list(text: string): readonly string[] {
  return text.split(/\||\n/);
}

/** What follows host and port. */
export const PATHS =
  list(`|||/|//|/a/b|/a/b/|/a//b/../c/|/.|/a%20b|/a b|/a%2Fb|/ü|/%C3%BC|?x=1|/?x=1|/a?x=1|/a#f|#f|/~a;b=c,d
/a%3Fb|/[a]|/a"b<>|/a+b&c|/%7e|/..`);

/** What stands before the host of a server. */
export const LOGINS = list(`||||jane:s3cret@|jane@|:pw@|jane:@|j%C3%A4ne:p%40ss@|a:b:c@|%FF:x@|@`);

/** Reached without a proxy. */
export const ADDRESSES =
  list(`https://127.0.0.1:{https}|https://127.0.0.1:{https}|https://localhost:{https}|https://[::1]:{https}
https://LOCALHOST:{https}|HTTPS://127.0.0.1:{https}|https://0.0.0.0:{https}|http://127.0.0.1:{http}
http://localhost:{http}|http://[::1]:{http}|HTTP://127.0.0.1:{http}|https://127.0.0.2:{https}
https://[::]:{https}|https://[::ffff:127.0.0.1]:{https}`);

/** Servers that need nothing added, most of them of no use. */
export const ODD_SERVERS =
  list(`127.0.0.1:{http}|localhost:{http}|127.0.0.1:{http}/|127.0.0.1:{http}/a|127.0.0.1:{http}?x=1
[::1]:{http}|//127.0.0.1:{http}|jane:s3cret@127.0.0.1:{http}|https://127.0.0.1:{closed}
http://127.0.0.1:{closed}|https://127.0.0.1:{http}|http://127.0.0.1:{https}|https://127.0.0.1:99999
https://nonesuch.invalid:{https}|ftp://127.0.0.1:{https}|https://|x y|https://127.1:{https}
https://2130706433:{https}|https://0x7f.1:{https}|https://127.0.0.01:{https}| https://127.0.0.1:{https}
https://127.0.0.1:{https} |wss://127.0.0.1:{https}|https://bücher.invalid:{https}
https://127.0.0.1:{https}/%zz|https://user name@127.0.0.1:{https}|https://127.0.0.1 :{https}
https://127.0.0.1:{https}/\u0007`);

/** Reached only through a proxy: they stand for anything. */
export const NAMED =
  list(`https://k8s.example.invalid:6443|https://k8s.example.invalid|https://K8S.Example.invalid:6443
https://k8s.example.invalid.:6443|https://bücher.invalid|https://b%C3%BCcher.invalid:1
https://[fd00::1]:6443|https://[FD00::1]|https://10.0.0.1|https://10.0.0.1:443|https://a.wild.invalid:
https://other.invalid:6443|https://[fe80::1%25eth0]:6443|https://a_b.wild.invalid
https://0.0.0.0:{https}|http://k8s.example.invalid:8080|http://k8s.example.invalid|http://[fd00::1]:80
http://10.0.0.1:|https://localhost:{https}|https://127.0.0.1:{https}|http://0.0.0.0:{http}`);

export const PROXY_LOGINS = list(`||joe:pr0xy@|joe@|:pr0xy@|j%C3%A4ne:p%40ss%2F@|joe:@`);

export const PROXIES =
  list(`http://{login}127.0.0.1:{proxy}|http://{login}127.0.0.1:{proxy}|http://{login}localhost:{proxy}
socks5://{login}127.0.0.1:{socks}|socks5://{login}127.0.0.1:{socks}|socks5://{login}[::1]:{socks}
https://{login}127.0.0.1:{secureProxy}|https://{login}localhost:{secureProxy}`);

export const ODD_PROXIES =
  list(`HTTP://127.0.0.1:{proxy}|http://127.0.0.1:{proxy}/a?b#c|socks5h://127.0.0.1:{socks}
ftp://127.0.0.1:{proxy}|127.0.0.1:{proxy}|localhost:{proxy}|http://127.0.0.1:{closed}
http://nonesuch.invalid:{proxy}|http://|https://127.0.0.1:{proxy}|http://127.0.0.1:{secureProxy}
socks5://127.0.0.1:{closed}|//127.0.0.1:{proxy}|http://127.0.0.1:{proxy} |http://[::1]:{proxy}
socks5://127.0.0.1:{http}`);

/** Entries of NO_PROXY. */
export const NO_PROXY =
  list(`|*| * |*,x|k8s.example.invalid|.example.invalid|*.example.invalid|example.invalid|ample.invalid|invalid
.invalid|K8S.EXAMPLE.INVALID|k8s.example.invalid:6443|k8s.example.invalid:443|.invalid:6443
k8s.example.invalid:8080|k8s.example.invalid:80|k8s.example.invalid.|https://k8s.example.invalid
*.k8s.example.invalid|0.0.0.0|0.0.0.0:{https}|0.0.0.0:{http}|0.0.0.0:1|0.0.0.0/8|0.0.0.0/0|0.0.0.0/33
::ffff:0.0.0.0|::/0|0.0.0.0/08|00.0.0.0|0.0.0|.0.0.0|*.0.0.0|0|[::]|::|[::]:1|::/128|[::]/128|/8|:80|:
[]|[]:1|[k8s.example.invalid]|bücher.invalid|xn--bcher-kva.invalid|.wild.invalid
x, k8s.example.invalid ,y|,,|*invalid|**|*.|.|k8s.example.invalid:|::ffff:0:0/96|0.0.0.0:|0.0.0.0/32
0.0.0.1/32|1.0.0.0/7|0.0.0.0/-1|a:b:c|[k8s.example.invalid]:6443`);

/** Of tls-server-name. */
export const SERVER_NAMES =
  list(`kubernetes|other.invalid|10.0.0.1|10.0.0.2|KUBERNETES|kubernetes.|::1|[::1]|fd00::1|a.wild.invalid
a.b.wild.invalid|bücher.invalid|xn--bcher-kva.invalid||a_b.wild.invalid|kubernetes:443|*.wild.invalid
 kubernetes`);

/** Names of users and groups. */
export const TEXTS = list(`jane|jäne|a b| lead|trail |system:serviceaccount:a:b|日本|a,b|"q"|a\tb`);
