"""Realistic syslog lines from a seed."""
import random

HOSTS = ["web1", "web2", "db1", "mail", "gw-berlin", "fw01", "core-sw2", "backup"]
USERS = ["root", "alice", "bob", "carol", "deploy", "oracle", "test", "ubuntu", "www-data", "postgres"]
PATHS = ["/", "/index.html", "/api/v1/items", "/login", "/static/app.js", "/favicon.ico", "/wp-login.php"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64)", "curl/7.88.1", "python-requests/2.31"]


class Syslog:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seconds = 0

    def address(self):
        r = self.random
        return f"{r.randint(1, 223)}.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(1, 254)}"

    def head(self):
        if self.random.random() < 0.02:
            self.seconds += 1
        s = self.seconds
        return f"Mar {1 + s // 86400 % 28:2} {s // 3600 % 24:02}:{s // 60 % 60:02}:{s % 60:02} {self.random.choice(HOSTS)}"

    def line(self, text):
        return f"{self.head()} {text}"

    def sshd(self):
        r = self.random
        user, address, port = r.choice(USERS), self.address(), r.randint(1024, 65535)
        kind = r.choice([
            f"Accepted publickey for {user} from {address} port {port} ssh2: RSA SHA256:{r.getrandbits(120):030x}",
            f"Connection closed by {address} port {port} [preauth]",
            f"Received disconnect from {address} port {port}:11: disconnected by user",
            f"pam_unix(sshd:session): session opened for user {user}(uid={r.randint(0, 2000)}) by (uid=0)",
            f"Invalid user {user}{r.randint(0, 99)} from {address} port {port}",
        ])
        return f"sshd[{r.randint(300, 65000)}]: {kind}"

    def sudo(self):
        r = self.random
        return f"sudo: {r.choice(USERS):>8} : TTY=pts/{r.randint(0, 9)} ; PWD=/home ; USER=root ; COMMAND=/usr/bin/systemctl restart nginx"

    def iptables(self):
        r = self.random
        return (f"kernel: [{r.randint(1000, 999999)}.{r.randint(100000, 999999)}] IPT-DROP IN=eth0 OUT= MAC=52:54:00:12:34:56 "
                f"SRC={self.address()} DST=10.0.0.{r.randint(1, 254)} LEN=60 TTL={r.randint(32, 64)} PROTO=TCP SPT={r.randint(1024, 65535)} DPT={r.choice([22, 23, 80, 443, 445, 3389])}")

    def postfix(self):
        r = self.random
        queue = f"{r.getrandbits(40):010X}"
        return r.choice([
            f"postfix/smtpd[{r.randint(300, 65000)}]: connect from unknown[{self.address()}]",
            f"postfix/qmgr[{r.randint(300, 65000)}]: {queue}: from=<{r.choice(USERS)}@example.com>, size={r.randint(500, 90000)}, nrcpt=1 (queue active)",
            f"postfix/smtp[{r.randint(300, 65000)}]: {queue}: to=<{r.choice(USERS)}@example.org>, relay=mx.example.org[{self.address()}]:25, delay={r.random() * 5:.2f}, status=sent",
        ])

    def cron(self):
        r = self.random
        return f"CRON[{r.randint(300, 65000)}]: ({r.choice(USERS)}) CMD (/usr/local/bin/job{r.randint(1, 40)} --quiet)"

    def nginx(self):
        r = self.random
        return (f"nginx: {self.address()} - - \"GET {r.choice(PATHS)} HTTP/1.1\" {r.choice([200, 200, 200, 304, 404])} "
                f"{r.randint(100, 90000)} \"-\" \"{r.choice(AGENTS)}\"")

    def cisco(self):
        r = self.random
        return r.choice([
            f"{r.randint(1000, 99999)}: %LINEPROTO-5-UPDOWN: Line protocol on Interface GigabitEthernet0/{r.randint(1, 48)}, changed state to {r.choice(['up', 'down'])}",
            f"{r.randint(1000, 99999)}: %SEC-6-IPACCESSLOGP: list 101 denied tcp {self.address()}({r.randint(1024, 65535)}) -> 10.1.1.1(23), 1 packet",
        ])

    def background(self):
        """A line that no benchmark rule is after."""
        kind = self.random.random()
        if kind < 0.3:
            text = self.sshd()
        elif kind < 0.5:
            text = self.iptables()
        elif kind < 0.65:
            text = self.nginx()
        elif kind < 0.8:
            text = self.postfix()
        elif kind < 0.87:
            text = self.cron()
        elif kind < 0.95:
            text = self.cisco()
        else:
            text = self.sudo()
        return self.line(text)
