"""The scenarios: rules, lines, how many of them, and the ratio to the reference that must be reached."""
from loglines import USERS

EVENTS = ["disk quota exceeded", "raid array degraded", "temperature above threshold", "certificate expires soon", "replication lag detected",
          "connection pool exhausted", "license check failed", "configuration reloaded", "backup job aborted", "queue length critical",
          "checksum mismatch found", "lease renewal refused", "watchdog timer expired", "segmentation fault in worker", "power supply lost"]


class Scenario:
    def __init__(self, key, title, target, rules, lines, ours, reference, live=0, fill=0, reference_rounds=None):
        self.key, self.title, self.target = key, title, target
        self.rules, self.lines = rules, lines
        self.ours, self.reference = ours, reference
        self.live, self.fill = live, fill
        self.reference_rounds = reference_rounds


def rule(**fields):
    return "".join(f"{name}={value}\n" for name, value in fields.items()) + "\n"


def mixed(log, share, special):
    """Background lines with a share of special ones."""
    while True:
        yield log.line(special()) if log.random.random() < share else log.background()


def one_rule():
    return {"rules.sec": rule(type="single", ptype="regexp", pattern=r"sshd\[\d+\]: Failed password for (\S+) from (\S+) port (\d+)", desc="failed login", action="none")}


def one_rule_lines(log):
    r = log.random
    return mixed(log, 0.01, lambda: f"sshd[{r.randint(300, 65000)}]: Failed password for {r.choice(USERS)} from {log.address()} port {r.randint(1024, 65535)} ssh2")


def ten_rules():
    return {"rules.sec": "".join([
        rule(type="SingleWithThreshold", ptype="RegExp", pattern=r"sshd\[\d+\]: Failed password for (\S+) from ([\d.]+) port \d+", desc="failed logins of $1 from $2", action="none", window=60, thresh=50),
        rule(type="SingleWithSuppress", ptype="RegExp", pattern=r"sshd\[\d+\]: error: maximum authentication attempts exceeded for (\S+) from ([\d.]+)", desc="attempts of $1", action="none", window=300),
        rule(type="Pair", ptype="RegExp", pattern=r"sshd\[(\d+)\]: Starting session: shell on (\S+) for (\S+)", desc="session $1", action="none",
             ptype2="RegExp", pattern2=r"sshd\[$1\]: Close session: user (\S+)", desc2="session %1 closed", action2="none", window=600),
        rule(type="SingleWithThreshold", ptype="RegExp", pattern=r"IPT-REJECT IN=(\S*) .*SRC=([\d.]+) .*DPT=(\d+)", desc="rejects from $2", action="none", window=120, thresh=100),
        rule(type="Suppress", ptype="SubStr", pattern="IPT-ACCEPT IN=lo"),
        rule(type="SingleWith2Thresholds", ptype="RegExp", pattern=r"sshd\[\d+\]: fatal: Timeout before authentication for ([\d.]+)", desc="timeouts of $1", action="none", window=60, thresh=20, desc2="timeouts of $1 over", action2="none", window2=60, thresh2=2),
        rule(type="Single", ptype="RegExp", pattern=r"sshd\[\d+\]: reverse mapping checking getaddrinfo for (\S+) \[([\d.]+)\] failed", desc="reverse mapping", action="none"),
        rule(type="Single", ptype="RegExp", pattern=r"kernel: .*Out of memory: Killed process (\d+) \((\S+)\)", desc="killed $2", action="none"),
        rule(type="EventGroup2", ptype="RegExp", pattern=r"IPT-SCAN .*SRC=([\d.]+)", thresh=10, ptype2="RegExp", pattern2=r"sshd\[\d+\]: Did not receive identification string from ([\d.]+)", thresh2=5, desc="scan of $1", action="none", window=60),
        rule(type="Single", ptype="RegExp", pattern=r"sshd\[\d+\]: Bad protocol version identification '(.*)' from ([\d.]+)", desc="protocol", action="none"),
    ])}


def ten_rules_lines(log):
    r = log.random
    sessions = []

    def special():
        kind = r.random()
        if kind < 0.45:
            return f"sshd[{r.randint(300, 65000)}]: Failed password for {r.choice(USERS)} from 10.1.{r.randint(0, 3)}.{r.randint(1, 254)} port {r.randint(1024, 65535)} ssh2"
        if kind < 0.75:
            return f"kernel: IPT-REJECT IN=eth0 OUT= SRC=10.2.{r.randint(0, 1)}.{r.randint(1, 254)} DST=10.0.0.1 LEN=60 PROTO=TCP SPT={r.randint(1024, 65535)} DPT={r.randint(1, 1024)}"
        if kind < 0.80:
            return "kernel: IPT-ACCEPT IN=lo OUT= SRC=127.0.0.1 DST=127.0.0.1"
        if kind < 0.90 or len(sessions) < 200:
            sessions.append(r.randint(10000, 9999999))
            return f"sshd[{sessions[-1]}]: Starting session: shell on pts/{r.randint(0, 30)} for {r.choice(USERS)} from {log.address()}"
        return f"sshd[{sessions.pop(r.randrange(len(sessions)))}]: Close session: user {r.choice(USERS)} from {log.address()}"

    return mixed(log, 0.12, special)


def event(number):
    return f"{EVENTS[number % len(EVENTS)]} on unit {number // len(EVENTS) + 100}"


def many_rules(count):
    return {"rules.sec": "".join(
        rule(type="single", ptype="regexp", pattern=rf"app\[(\d+)\]: {event(number)} by (\S+), code (\d+)", desc="$1", action="none")
        for number in range(count))}


def many_rules_lines(count):
    def lines(log):
        r = log.random
        return mixed(log, 0.02, lambda: f"app[{r.randint(300, 65000)}]: {event(r.randrange(count))} by {r.choice(USERS)}, code {r.randint(1, 999)}")
    return lines


def jump_rules():
    programs = ["sshd", "postfix/smtpd", "app"]
    files = {"main.sec": "".join(
        rule(type="jump", ptype="regexp", pattern=rf"{program}\[(\d+)\]: (.*)", varmap=f"MSG{number}; pid=1; text=2", cfset=f"set{number}")
        for number, program in enumerate(programs))}
    for number, program in enumerate(programs):
        rules = [rule(type="options", joincfset=f"set{number}", procallin="no")]
        for index in range(100):
            if index % 5 == 0:
                rules.append(rule(type="single", ptype="cached", pattern=f"MSG{number}", context=f"ALERT{number}_{index} && $:{{MSG{number}:pid}}", desc="alert", action="none"))
            else:
                rules.append(rule(type="single", ptype="regexp", pattern=rf"{program}\[\d+\]: {event(number * 100 + index)} by (\S+)", desc="$1", action="none"))
        files[f"set{number}.sec"] = "".join(rules)
    return files


def threshold_rules():
    return {"rules.sec": rule(type="SingleWithThreshold", ptype="RegExp", pattern=r"client (\S+) refused", desc="refused $1", action="none", window=86400, thresh=5)}


def context_rules():
    return {"rules.sec": rule(type="Single", ptype="RegExp", pattern=r"client (\S+) refused", desc="refused $1", action="create REFUSED_$1 86400")}


def keyed_lines(count):
    def lines(log):
        for key in range(count):
            yield log.line(f"named[311]: client c{key:07} refused")
        while True:
            yield log.line(f"named[311]: client c{log.random.randrange(count):07} refused")
    return lines


def pair_rules():
    return {"rules.sec": rule(type="Pair", ptype="RegExp", pattern=r"login: session (\d+) opened for (\S+)", desc="session $1", action="none",
                              ptype2="RegExp", pattern2=r"login: session $1 closed for $2", desc2="closed", action2="none", window=0)}


def pair_lines(log):
    for key in range(10000):
        yield log.line(f"login: session {700000 + 7 * key} opened for {log.random.choice(USERS)}")
    while True:
        yield log.background()


def perl_rules():
    return {"rules.sec": rule(type="Single", ptype="PerlFunc", pattern=r"sub { return $_[0] =~ /sshd\[(\d+)\]: Failed password for (\S+)/ ? ($1, $2) : 0; }", desc="$1", action="none")}


def write_rules(target):
    return {"rules.sec": rule(type="Single", ptype="RegExp", pattern=r"(\S+):", desc="$1", action=f"write {target} $1 %s $0")}


def event_rules():
    return {"rules.sec": rule(type="Single", ptype="RegExp", pattern=r"^Mar .*?(\S+): ", desc="$1", action="event SYNTHETIC $1")
            + rule(type="Single", ptype="SubStr", pattern="SYNTHETIC", desc="got it", action="none")}


def background_lines(log):
    while True:
        yield log.background()


def all_scenarios(output):
    return [
        Scenario("1", "one regexp rule, 1 % match", 40, one_rule, one_rule_lines, 3_000_000, 200_000),
        Scenario("2", "10 mixed rules, 12 % match, pairs live", 300, ten_rules, ten_rules_lines, 1_000_000, 12_000),
        Scenario("3", "100 regexp rules, 2 % match", 700, lambda: many_rules(100), many_rules_lines(100), 2_000_000, 20_000),
        Scenario("4", "1000 regexp rules, 2 % match", 3000, lambda: many_rules(1000), many_rules_lines(1000), 2_000_000, 4_000),
        Scenario("5", "300 rules behind Jump and Cached", 150, jump_rules, many_rules_lines(300), 1_000_000, 30_000),
        Scenario("6", "100,000 live threshold operations", 35, threshold_rules, keyed_lines(100_000), 1_100_000, 300_000, live=100_000, fill=100_000, reference_rounds=2),
        Scenario("6c", "100,000 live contexts", 35, context_rules, keyed_lines(100_000), 1_100_000, 200_000, live=100_000, fill=100_000, reference_rounds=2),
        Scenario("6m", "1,000,000 live threshold operations", 100, threshold_rules, keyed_lines(1_000_000), 2_000_000, 1_200_000, live=1_000_000, fill=1_000_000, reference_rounds=1),
        Scenario("7", "10,000 live Pair operations, unrelated lines", 50_000, pair_rules, pair_lines, 2_010_000, 10_150, live=10_000, fill=10_000, reference_rounds=2),
        Scenario("8", "a PerlFunc pattern on every line", 3, perl_rules, background_lines, 500_000, 100_000),
        Scenario("9", "a write action on every line", 30, lambda: write_rules(output), background_lines, 500_000, 50_000),
        Scenario("9e", "a synthetic event on every line", 40, event_rules, background_lines, 1_000_000, 50_000),
    ]
