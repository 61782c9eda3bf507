#!/usr/bin/env python3
"""Real mail servers on loopback for tests, until standard input ends.

    mailserver.py [postfix|aiosmtpd]

Starts Dovecot (IMAP with TLS and with STARTTLS) and an SMTP server that wants a
log-in (with TLS and with STARTTLS) and delivers into Dovecot's mailboxes, all
from a folder of their own on free ports. Without a word it takes Postfix where
it can run (it wants root) and aiosmtpd elsewhere. Prints one line of JSON: the
ports, the certificate to trust (SSL_CERT_FILE), the users and their password.
Ends with status 3 if a server that it needs is not installed.

anna@ and bob@ are mailboxes; full@ has room for 20 KB; nobody else is known.
Everything goes away at the end.
"""
import grp
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

USERS = ["anna@example.org", "bob@example.org", "full@example.org"]
PASSWORD = 'pass "wörd" \\ {1}'
ROOT = os.getuid() == 0
# Postfix delivers as nobody when everything runs as root.
OWNER = pwd.getpwnam("nobody") if ROOT else pwd.getpwuid(os.getuid())
LIMIT = 300_000  # bytes of a letter


def missing(what):
    print(what, file=sys.stderr)
    sys.exit(3)


def find(program):
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin:/opt/homebrew/sbin")


def free_ports(n):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


def write(path, text, mode=0o644):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    os.chmod(path, mode)


def certificates(folder):
    """An authority, and a certificate for localhost signed by it."""
    run = lambda *args: subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)
    run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=Test authority", "-keyout", "ca.key", "-out", "ca.pem")
    run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    write(folder + "/server.ext", "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
    run("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "server.ext", "-out", "server.pem")


def dovecot(folder, ports):
    version = subprocess.run([find("dovecot"), "--version"], capture_output=True, text=True).stdout
    newer = not version.startswith(("2.2", "2.3"))
    lines = []
    for user in USERS:
        quota = "userdb_quota_rule=*:bytes=20000" if user.startswith("full") else ""
        lines.append(f"{user}:{{PLAIN}}{PASSWORD}:{OWNER.pw_uid}:{OWNER.pw_gid}::{folder}/mail/{user}::{quota}")
        for part in ("tmp", "new", "cur"):
            os.makedirs(f"{folder}/mail/{user}/Maildir/{part}")
    for path, _, _ in os.walk(folder + "/mail"):
        os.chown(path, OWNER.pw_uid, OWNER.pw_gid)
    write(folder + "/users", "\n".join(lines) + "\n")
    ours = "" if ROOT else f"""
default_internal_user = {OWNER.pw_name}
default_internal_group = {grp.getgrgid(OWNER.pw_gid).gr_name}
default_login_user = {OWNER.pw_name}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
"""
    mailboxes = """
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Drafts {
    special_use = \\Drafts
    auto = create
  }
"""
    common = f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = required
ssl_min_protocol = TLSv1.2
auth_mechanisms = plain login scram-sha-256 cram-md5
first_valid_uid = 1
{ours}
service imap-login {{
  inet_listener imap {{
    port = {ports["imap"]}
  }}
  inet_listener imaps {{
    port = {ports["imaps"]}
    ssl = yes
  }}
}}
service auth {{
  inet_listener {"sasl" if newer else ""} {{
    address = 127.0.0.1
    port = {ports["sasl"]}
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""
    old = f"""
state_dir = {folder}/state
mail_location = maildir:~/Maildir
disable_plaintext_auth = yes
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
mail_plugins = quota
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = maildir:User quota
}}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
}}
namespace inbox {{
  inbox = yes
{mailboxes}
}}
"""
    new = f"""
state_dir = {folder}/state
mail_driver = maildir
mail_path = ~/Maildir
auth_allow_cleartext = no
auth_failure_delay = 0
ssl_server_cert_file = {folder}/server.pem
ssl_server_key_file = {folder}/server.key
passdb passwd-file {{
  passwd_file_path = {folder}/users
}}
userdb passwd-file {{
  passwd_file_path = {folder}/users
}}
namespace inbox {{
  inbox = yes
{mailboxes}
}}
"""
    head = "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n" if newer else ""
    write(folder + "/dovecot.conf", head + common + (new if newer else old))
    process = subprocess.Popen([find("dovecot"), "-F", "-c", folder + "/dovecot.conf"], stdout=subprocess.DEVNULL)

    def stop():
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()

    return stop, not newer


def postfix(folder, ports):
    """Postfix from a configuration of its own, delivering into the Maildirs."""
    config = folder + "/postfix"
    for sub in (config, folder + "/spool", folder + "/state-postfix"):
        os.makedirs(sub)
    owner = pwd.getpwnam("postfix")
    os.chown(folder + "/state-postfix", owner.pw_uid, owner.pw_gid)
    write(config + "/mailboxes", "".join(f"{u} {u}/Maildir/\n" for u in USERS))
    write(config + "/logins", "".join(f"{u} {u}\n" for u in USERS))
    write(config + "/main.cf", f"""
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/state-postfix
maillog_file_prefixes = {folder}
maillog_file = {folder}/postfix.log
myhostname = mail.example.org
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
default_database_type = texthash
alias_maps =
alias_database =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{config}/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{OWNER.pw_uid}
virtual_gid_maps = static:{OWNER.pw_gid}
virtual_mailbox_limit = 0
message_size_limit = {LIMIT}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{ports["sasl"]}
smtpd_sasl_security_options = noanonymous
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
smtpd_sender_login_maps = texthash:{config}/logins
smtpd_recipient_restrictions = reject_sender_login_mismatch, reject_unlisted_recipient, permit_sasl_authenticated, reject
smtpd_error_sleep_time = 0
smtputf8_enable = yes
""")
    services = f"""
127.0.0.1:{ports["smtp"]} inet n - n - - smtpd
127.0.0.1:{ports["smtps"]} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:{ports["scram"]} inet n - n - - smtpd -o smtpd_sasl_mechanism_filter=scram-sha-256
127.0.0.1:{ports["cram"]} inet n - n - - smtpd -o smtpd_sasl_mechanism_filter=cram-md5
postlog unix-dgram n - n - 1 postlogd
"""
    for line in ("pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "tlsmgr unix - - n 1000? 1 tlsmgr",
                 "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce",
                 "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "smtp unix - - n - - smtp", "error unix - - n - - error",
                 "retry unix - - n - - error", "discard unix - - n - - discard", "local unix - n n - - local", "virtual unix - n n - - virtual",
                 "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache"):
        services += line + "\n"
    write(config + "/master.cf", services)
    control = lambda word: subprocess.run([find("postfix"), "-c", config, word], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if control("start").returncode != 0:
        print(open(folder + "/postfix.log").read() if os.path.exists(folder + "/postfix.log") else "postfix does not start", file=sys.stderr)
        sys.exit(1)
    return lambda: control("abort")  # stop waits for seconds


def small(folder, ports):
    """A small SMTP server that needs no root, with the same manners."""
    import logging
    import warnings
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # it does not know that the line is TLS from the start

    class Manners:
        letters = 0

        def deliver(self, maildir, content):
            Manners.letters += 1
            name = f"/{time.time()}.{os.getpid()}_{Manners.letters}.test"
            with open(maildir + "/tmp" + name, "wb") as f:
                f.write(content)
            os.chown(maildir + "/tmp" + name, OWNER.pw_uid, OWNER.pw_gid)
            os.rename(maildir + "/tmp" + name, maildir + "/new" + name)

        async def handle_MAIL(self, server, session, envelope, address, options):
            if session.auth_data != address:
                return "553 5.7.1 Sender address rejected: not owned by user"
            envelope.mail_from = address
            envelope.mail_options.extend(options)
            return "250 2.1.0 ok"

        async def handle_RCPT(self, server, session, envelope, address, options):
            if address not in USERS:
                return "550 5.1.1 no such mailbox"
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 ok"

        async def handle_DATA(self, server, session, envelope):
            for user in envelope.rcpt_tos:
                self.deliver(f"{folder}/mail/{user}/Maildir", envelope.content)
            return "250 2.0.0 delivered"

    def authenticate(server, session, envelope, mechanism, data):
        user, password = data.login.decode(), data.password.decode()
        good = user in USERS and password == PASSWORD
        session.auth_data = user if good else None
        return AuthResult(success=good, handled=good, auth_data=user)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder + "/server.pem", folder + "/server.key")
    shared = dict(hostname="127.0.0.1", authenticator=authenticate, auth_required=True, enable_SMTPUTF8=True, data_size_limit=LIMIT)
    controllers = [
        Controller(Manners(), port=ports["smtp"], tls_context=context, require_starttls=True, **shared),
        Controller(Manners(), port=ports["smtps"], ssl_context=context, auth_require_tls=False, **shared),
    ]
    for c in controllers:
        c.start()
    return lambda: [c.stop() for c in controllers]


def wait(port):
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing answers at port {port}")


def main():
    if not find("dovecot"):
        missing("Dovecot is not installed")
    if not find("openssl"):
        missing("openssl is not installed")
    kind = sys.argv[1] if len(sys.argv) > 1 else "postfix" if ROOT and find("postfix") else "aiosmtpd"
    if kind == "postfix" and not (ROOT and find("postfix")):
        missing("Postfix is not installed, or this is not root")
    if kind == "aiosmtpd":
        try:
            import aiosmtpd.controller  # noqa: F401
        except ImportError:
            missing("aiosmtpd is not installed for " + sys.executable)
    folder = tempfile.mkdtemp(prefix="headcount-mail-")
    os.chmod(folder, 0o755)
    stops = []
    try:
        certificates(folder)
        names = ["imap", "imaps", "smtp", "smtps", "sasl"]
        if kind == "postfix":
            names += ["scram", "cram"]  # as smtp, with one way to log in each
        ports = dict(zip(names, free_ports(len(names))))
        stop, quota = dovecot(folder, ports)
        stops.append(stop)
        stops.append({"postfix": postfix, "aiosmtpd": small}[kind](folder, ports))
        for port in ports.values():
            wait(port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        print(json.dumps({"server": kind, "ca": folder + "/ca.pem", "users": USERS, "password": PASSWORD, "limit": LIMIT, "quota": quota, **ports}), flush=True)
        sys.stdin.read()
    finally:
        for stop in reversed(stops):
            stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
